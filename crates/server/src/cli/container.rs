//! The file of a backup: one stream, encrypted with a passphrase by age (age-encryption.org/v1), which also notices
//! any change and any missing end.
//!
//! Inside, line by line: a header; then a line for each row, or for each file followed by its bytes; then the end with
//! both counts.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use serde::{Deserialize, Serialize};

/// Names the format.
const FORMAT: &str = "sofra-backup";
/// Its version.
const VERSION: u32 = 1;
/// A line is at most this long: the longest row is a statement's text.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;

/// What the backup is of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Header {
    format: String,
    version: u32,
    /// The node.
    pub domain: String,
    /// The schema of the rows.
    pub schema: String,
    /// When it was made, RFC 3339.
    pub created: String,
}

impl Header {
    /// A header of this program's format.
    pub fn new(domain: String, schema: String, created: String) -> Self {
        Self { format: FORMAT.to_owned(), version: VERSION, domain, schema, created }
    }
}

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    Row { table: String, row: serde_json::Value },
    File { name: String, bytes: u64 },
    End { rows: u64, files: u64 },
}

/// What comes next in a backup.
pub enum Entry {
    /// A row: table and JSON.
    Row(String, String),
    /// A file; its bytes must be taken with [`Reader::file`] before anything else.
    File(String, u64),
    /// The end; the counts were right.
    End {
        /// Rows in all.
        rows: u64,
        /// Files in all.
        files: u64,
    },
}

/// Writes a backup.
pub struct Writer<W: Write> {
    out: age::stream::StreamWriter<W>,
    rows: u64,
    files: u64,
}

impl<W: Write> Writer<W> {
    /// Begins with the header.
    pub fn begin(out: W, passphrase: &str, header: &Header) -> anyhow::Result<Self> {
        let passphrase = age::secrecy::SecretString::from(passphrase.to_owned());
        let out = age::Encryptor::with_user_passphrase(passphrase).wrap_output(out)?;
        let mut writer = Self { out, rows: 0, files: 0 };
        writer.line(header)?;
        Ok(writer)
    }

    fn line(&mut self, line: &impl Serialize) -> anyhow::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        Ok(self.out.write_all(&text)?)
    }

    /// Adds a row.
    pub fn row(&mut self, table: &str, json: &str) -> anyhow::Result<()> {
        self.rows += 1;
        // Spelled as `Line::Row` is read: the row is JSON already, from the database, without a line break.
        writeln!(self.out, "{{\"row\":{{\"table\":\"{table}\",\"row\":{json}}}}}")?;
        Ok(())
    }

    /// Adds a file.
    pub fn file(&mut self, name: &str, path: &Path) -> anyhow::Result<()> {
        let mut file = std::fs::File::open(path)?;
        let bytes = file.metadata()?.len();
        self.files += 1;
        self.line(&Line::File { name: name.to_owned(), bytes })?;
        let copied = std::io::copy(&mut Read::by_ref(&mut file).take(bytes), &mut self.out)?;
        ensure!(copied == bytes, "{} changed while it was copied", path.display());
        Ok(())
    }

    /// Ends the backup. Gives what it was written to, and the counts.
    pub fn end(mut self) -> anyhow::Result<(W, u64, u64)> {
        let (rows, files) = (self.rows, self.files);
        self.line(&Line::End { rows, files })?;
        Ok((self.out.finish()?, rows, files))
    }
}

/// Reads a backup.
pub struct Reader<R: Read> {
    input: BufReader<age::stream::StreamReader<R>>,
    /// What the backup is of.
    pub header: Header,
    rows: u64,
    files: u64,
}

impl<R: Read> Reader<R> {
    /// Begins: a wrong passphrase or another kind of file ends here.
    pub fn begin(input: R, passphrase: &str) -> anyhow::Result<Self> {
        let decryptor = age::Decryptor::new(input)
            .context("this is not a backup of Sofra (it is not a file encrypted with age)")?;
        let identity = age::scrypt::Identity::new(age::secrecy::SecretString::from(passphrase.to_owned()));
        let stream = match decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)) {
            Ok(stream) => stream,
            Err(age::DecryptError::ExcessiveWork { .. }) => {
                bail!("this machine is too slow to open the backup: restore it on a faster one")
            }
            Err(_) => bail!("the passphrase does not fit this backup; nothing was changed"),
        };
        let mut input = BufReader::new(stream);
        let line = line(&mut input)?;
        let header: Header = serde_json::from_str(&line).context("this is not a backup of Sofra")?;
        ensure!(header.format == FORMAT, "this is not a backup of Sofra");
        ensure!(
            header.version <= VERSION,
            "this backup was made by a newer Sofra: restore it with the program that made it"
        );
        Ok(Self { input, header, rows: 0, files: 0 })
    }

    /// What comes next.
    pub fn next(&mut self) -> anyhow::Result<Entry> {
        let text = line(&mut self.input)?;
        match serde_json::from_str::<Line>(&text).context("the backup is damaged")? {
            Line::Row { table, row } => {
                self.rows += 1;
                Ok(Entry::Row(table, row.to_string()))
            }
            Line::File { name, bytes } => {
                self.files += 1;
                Ok(Entry::File(name, bytes))
            }
            Line::End { rows, files } => {
                ensure!(rows == self.rows && files == self.files, "the backup is not complete");
                let mut rest = Vec::new();
                // Reading to the end lets age check that nothing is missing or added.
                self.input.by_ref().take(1).read_to_end(&mut rest)?;
                ensure!(rest.is_empty(), "the backup is damaged");
                Ok(Entry::End { rows, files })
            }
        }
    }

    /// Copies the bytes of the file that [`Entry::File`] announced.
    pub fn file(&mut self, bytes: u64, out: &mut impl Write) -> anyhow::Result<()> {
        let copied = std::io::copy(&mut self.input.by_ref().take(bytes), out)?;
        ensure!(copied == bytes, "the backup ends in the middle of a file");
        Ok(())
    }
}

fn line(input: &mut impl BufRead) -> anyhow::Result<String> {
    let mut text = String::new();
    input.take(LONGEST_LINE).read_line(&mut text).context("the backup is damaged")?;
    ensure!(text.ends_with('\n'), "the backup ends too early");
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let header = Header::new("a.test".into(), "0001".into(), "2026-01-01T00:00:00Z".into());
        let mut writer = Writer::begin(Vec::new(), "a long passphrase", &header).expect("begins");
        writer.row("node", "{\"id\":1,\"name\":\"مائدة\"}").expect("taken");
        writer.end().expect("ends").0
    }

    #[test]
    fn r_04_a_wrong_passphrase_and_a_damaged_file_are_told_apart() {
        let bytes = sample();
        let wrong = Reader::begin(bytes.as_slice(), "another passphrase").err().expect("refused");
        assert!(wrong.to_string().contains("passphrase"), "{wrong}");
        let mut reader = Reader::begin(bytes.as_slice(), "a long passphrase").expect("opens");
        assert!(
            matches!(reader.next(), Ok(Entry::Row(table, json)) if table == "node" && json.contains("مائدة"))
        );
        assert!(matches!(reader.next(), Ok(Entry::End { rows: 1, files: 0 })));

        let mut cut = Reader::begin(&bytes[..bytes.len() - 20], "a long passphrase");
        assert!(cut.as_mut().map_or(true, |r| r.next().is_err() || r.next().is_err()));
        assert!(Reader::begin(&b"PK\x03\x04 something else"[..], "a long passphrase").is_err());
    }
}
