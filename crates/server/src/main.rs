//! The program `sofra`. All it does is in the library, so that tests can start nodes in their own process.

use std::process::ExitCode;

fn main() -> ExitCode {
    sofra::cli::main()
}
