"""The pages: what people see and decide. It shows and notes what is due; it never goes out itself."""
