"""The wizards: each is a flow without Qt, a request it fills, and pages that show both."""
