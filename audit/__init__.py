"""The security audit: programs that read the code, and programs that attack a running site."""
