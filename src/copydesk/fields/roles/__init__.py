"""What each block or line of the page is."""
