//! The container of an archive: tar as POSIX has it (ustar), as much of it as we write.
//!
//! Reading gives names and contents in memory and touches no disk: a name is only ever compared with the names that the
//! manifest lists, so that there is nothing to climb out of and no link to follow (INJ-09).

use std::collections::BTreeMap;

/// Bytes of an archive at most.
pub const LARGEST: usize = 96 * 1024 * 1024;
/// Files in an archive at most.
pub const MOST_FILES: usize = 20_000;
const BLOCK: usize = 512;

/// Why a file is no archive of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// Larger than allowed.
    #[error("the archive is too large")]
    TooLarge,
    /// Not tar, cut off, or with something in it that we never write.
    #[error("the file is no archive, or not whole")]
    Shape,
    /// A name that we never write.
    #[error("the archive has a file with an unexpected name")]
    Name,
}

/// Whether a name is one that we write: `manifest.json`, `statements/ID.json`, `media/NAME.png`.
#[must_use]
pub fn is_sound_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    let mut parts = name.split('/');
    name.len() <= 99 && parts.by_ref().take(2).all(plain) && parts.next().is_none()
}

/// Puts files into an archive, in order.
#[must_use]
pub fn write<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>, modified: i64) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, content) in files {
        let mut header = [0_u8; BLOCK];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[100..108].copy_from_slice(b"0000600\0");
        header[108..116].copy_from_slice(b"0000000\0");
        header[116..124].copy_from_slice(b"0000000\0");
        header[124..136].copy_from_slice(format!("{:011o}\0", content.len()).as_bytes());
        header[136..148].copy_from_slice(format!("{:011o}\0", modified.max(0)).as_bytes());
        header[156] = b'0';
        header[257..265].copy_from_slice(b"ustar\x0000");
        let sum = checksum(&header);
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        out.extend_from_slice(&header);
        out.extend_from_slice(content);
        out.resize(out.len().next_multiple_of(BLOCK), 0);
    }
    out.resize(out.len() + 2 * BLOCK, 0);
    out
}

/// The sum of all bytes, with spaces where the sum itself stands.
fn checksum(header: &[u8; BLOCK]) -> u32 {
    header.iter().enumerate().map(|(i, b)| if (148..156).contains(&i) { 32 } else { u32::from(*b) }).sum()
}

/// Reads an archive: names and contents. Only plain files with sound names, each once.
///
/// # Errors
/// See [`Damaged`].
pub fn read(bytes: &[u8]) -> Result<BTreeMap<String, &[u8]>, Damaged> {
    if bytes.len() > LARGEST {
        return Err(Damaged::TooLarge);
    }
    let mut files = BTreeMap::new();
    let mut rest = bytes;
    loop {
        let (header, after) = rest.split_first_chunk::<BLOCK>().ok_or(Damaged::Shape)?;
        if header.iter().all(|b| *b == 0) {
            return Ok(files);
        }
        let number = |range: std::ops::Range<usize>| {
            let text = std::str::from_utf8(&header[range]).ok()?;
            usize::from_str_radix(text.trim_matches(['\0', ' ']), 8).ok()
        };
        let sum = number(148..156).ok_or(Damaged::Shape)?;
        // A plain file, without a prefix and without a link.
        let is_plain = matches!(header[156], b'0' | 0)
            && header[157..257].iter().all(|b| *b == 0)
            && header[345..500].iter().all(|b| *b == 0);
        if usize::try_from(checksum(header)).ok() != Some(sum) || !is_plain {
            return Err(Damaged::Shape);
        }
        let name = header[..100].split(|b| *b == 0).next().unwrap_or_default();
        let name = std::str::from_utf8(name).map_err(|_| Damaged::Name)?;
        if !is_sound_name(name) {
            return Err(Damaged::Name);
        }
        let size = number(124..136).ok_or(Damaged::Shape)?;
        let padded = size.checked_next_multiple_of(BLOCK).ok_or(Damaged::Shape)?;
        if after.len() < padded {
            return Err(Damaged::Shape);
        }
        if files.len() >= MOST_FILES {
            return Err(Damaged::TooLarge);
        }
        if files.insert(name.to_owned(), &after[..size]).is_some() {
            return Err(Damaged::Name);
        }
        rest = &after[padded..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(name: &str) -> Vec<u8> {
        write([("manifest.json", b"{}".as_slice()), (name, &[7; 600])].into_iter(), 1)
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = archive("statements/01j0.json");
        let files = read(&bytes).expect("an archive");
        assert_eq!(files.len(), 2);
        assert_eq!(files["statements/01j0.json"], [7; 600]);
        assert_eq!(bytes.len() % BLOCK, 0);
    }

    #[test]
    fn inj_09_names_that_lead_elsewhere_are_refused() {
        for name in
            ["../etc/passwd", "/etc/passwd", "a/../b", "a/b/c", ".hidden", "a//b", "a\\b", "ä.json", ""]
        {
            assert!(!is_sound_name(name), "{name}");
        }
        for name in ["../x", "/x", "a/b/c", ".x"] {
            assert_eq!(read(&archive(name)), Err(Damaged::Name), "{name}");
        }
        assert_eq!(read(&archive("manifest.json")), Err(Damaged::Name), "each once");
    }

    #[test]
    fn inj_09_links_and_damage_are_refused() {
        let mut link = archive("a.json");
        link[156] = b'2';
        let sum = checksum(link[..BLOCK].try_into().expect("a block"));
        link[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert_eq!(read(&link), Err(Damaged::Shape));
        let whole = archive("a.json");
        for cut in [0, 100, 512, 700, 1500] {
            assert!(read(&whole[..cut]).is_err(), "{cut}");
        }
        let mut changed = whole;
        changed[0] = b'n';
        assert_eq!(read(&changed), Err(Damaged::Shape));
        // A size beyond all bounds.
        let mut huge = archive("a.json");
        huge[124..136].copy_from_slice(b"77777777777\0");
        let sum = checksum(huge[..BLOCK].try_into().expect("a block"));
        huge[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        assert_eq!(read(&huge), Err(Damaged::Shape));
    }
}
