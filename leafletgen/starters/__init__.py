"""What a workspace begins with, every starter that was ever shipped, and bringing a workspace to the present one."""
