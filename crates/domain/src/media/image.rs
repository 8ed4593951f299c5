//! Placeholder until the helper's module arrives.
pub struct Limits;
pub struct Reencoded {
    pub bytes: Vec<u8>,
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
    pub blurhash: Option<String>,
}
pub struct ImageError;
impl ImageError {
    pub fn key(&self) -> &'static str {
        ""
    }
}
pub fn reencode(_b: &[u8], _l: &Limits) -> Result<Reencoded, ImageError> {
    Err(ImageError)
}
