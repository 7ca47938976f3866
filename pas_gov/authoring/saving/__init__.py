"""From a draft to files: the forecast, the difference, and all of it or nothing."""
