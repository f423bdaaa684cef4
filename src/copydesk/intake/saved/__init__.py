"""Pages that browsers and mailers saved, each with its address."""
