"""Pictures of links: the network page and the page of one subject, drawn from a networkx graph."""
