"""The reading room: an archive shown as pages, each with its .json and .csv twin from the same query."""
