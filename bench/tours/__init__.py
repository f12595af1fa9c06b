"""What members, organisers and operators do, by the product's own functions, so that every statement is asked."""
