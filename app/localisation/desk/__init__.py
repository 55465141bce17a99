"""What a translator's desk shows, made from the files alone."""
