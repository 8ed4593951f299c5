//! The lock of the data folder: two programs on the same data would send everything twice.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The name of the lock file in the data folder.
const FILE: &str = "sofra.lock";

/// The lock, held as long as this lives; the system gives it back also when the program dies.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

/// Why a data folder could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another program runs on it.
    #[error(
        "another Sofra is running on the data folder {0}: stop it first, because two would send everything twice"
    )]
    Taken(PathBuf),
    /// The folder cannot be used.
    #[error("the data folder {0} cannot be written to: {1}")]
    Folder(PathBuf, std::io::Error),
}

impl FolderLock {
    /// Makes the folder where it is missing and locks it.
    ///
    /// # Errors
    /// See [`LockError`].
    pub fn take(folder: &Path) -> Result<Self, LockError> {
        let failed = |e| LockError::Folder(folder.to_owned(), e);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(FILE))
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken(folder.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
