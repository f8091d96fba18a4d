"""Speed, measured side by side with other programs that make PDF; needs the extra [bench]."""
