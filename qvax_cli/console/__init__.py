"""What people and scripts see: tables, questions, the watched screen, reports of an import, JSON shapes."""
