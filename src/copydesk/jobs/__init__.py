"""Work over many sources: tasks, processes, outcomes."""
