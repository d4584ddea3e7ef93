"""The views as data: for each its columns, scope, details tabs and what to say when it is empty."""
