"""A finished PDF is read back from its tags: what stands under each mark, the tree above, and whose words these are."""
