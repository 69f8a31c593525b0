"""What every stage runs on: how work is kept, and how it is spread over processes."""
