"""What already runs: dumps of helm, kubectl and Argo CD, or an earlier bill of materials, read into facts."""
