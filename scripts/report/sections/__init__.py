"""The sections: each asks its questions and says in sentences and charts what they answer."""
