"""Pay from official tables: what is asked, which figures answer it, and how they are said."""
