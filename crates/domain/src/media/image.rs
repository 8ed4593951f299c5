//! Pictures: read with care, made smaller, written anew.
//!
//! Nothing of the received file but its pixels reaches the result: no position, no camera, no comment, no colour profile, nothing
//! appended. What is no still picture of a known kind is refused.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};

/// How much one picture may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file read, in bytes.
    pub max_bytes: usize,
    /// Most pixels, by the dimensions in the header.
    pub max_pixels: u64,
    /// Longest side read, in pixels.
    pub max_side: u32,
    /// Most memory for decoding, in bytes.
    pub max_memory: u64,
    /// Longest side of the result, in pixels; smaller pictures are not enlarged.
    pub target_side: u32,
    /// Longest side of the thumbnail, in pixels.
    pub thumbnail_side: u32,
}

impl Default for Limits {
    /// 16 MiB, 40 megapixels, sides of 16,384; 256 MiB of memory; results of 2048 and 400 pixels.
    fn default() -> Self {
        Self {
            max_bytes: 16 * 1024 * 1024,
            max_pixels: 40_000_000,
            max_side: 16_384,
            max_memory: 256 * 1024 * 1024,
            target_side: 2048,
            thumbnail_side: 400,
        }
    }
}

impl Limits {
    /// For pictures of accounts: squares of 400 pixels are enough.
    pub fn avatar() -> Self {
        Self { target_side: 400, thumbnail_side: 96, ..Self::default() }
    }
}

/// A picture as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The file.
    pub bytes: Vec<u8>,
    /// `image/jpeg`, `image/png` or `image/webp`.
    pub media_type: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A picture made safe to keep, show and send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reencoded {
    /// The file.
    pub bytes: Vec<u8>,
    /// `image/jpeg`, `image/png` or `image/webp`.
    pub media_type: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A small version for lists.
    pub thumbnail: Encoded,
    /// What to show while it loads: <https://blurha.sh>.
    pub blurhash: Option<String>,
}

/// Why a picture is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// Neither JPEG, PNG, WebP nor GIF by its first bytes.
    #[error("this is not a picture we can use: send a JPEG, PNG, WebP or GIF")]
    Unsupported,
    /// The file has too many bytes.
    #[error("this picture file is too large")]
    TooManyBytes,
    /// The picture has too many pixels, or would need too much memory.
    #[error("this picture has too many pixels: make it smaller and send it again")]
    TooLarge,
    /// The file is damaged.
    #[error("this picture file is damaged")]
    Damaged,
}

/// Reads a picture and writes it anew: the first frame only, turned as its EXIF orientation says, its long side at most
/// `target_side`, without any metadata.
///
/// Photographs become JPEG; what has transparency becomes lossless WebP; drawings of few colours become PNG. Takes up to
/// seconds of one processor and `max_memory`: run it on a blocking thread, few at a time.
///
/// # Errors
/// [`ImageError`] for anything that is no complete picture within `limits`.
pub fn reencode(bytes: &[u8], limits: &Limits) -> Result<Reencoded, ImageError> {
    if bytes.len() > limits.max_bytes {
        return Err(ImageError::TooManyBytes);
    }
    let format = sniff(bytes).ok_or(ImageError::Unsupported)?;
    let picture = decode(bytes, format, limits)?;
    let picture = eight_bits(picture);
    let drawn = format != ImageFormat::Jpeg && has_few_colours(&picture);
    let full = encode(&picture, drawn)?;
    let small = shrink(&picture, limits.thumbnail_side, FilterType::Triangle);
    let thumbnail = encode(&small, drawn)?;
    Ok(Reencoded {
        blurhash: blurhash(&small),
        bytes: full.bytes,
        media_type: full.media_type,
        width: full.width,
        height: full.height,
        thumbnail,
    })
}

/// The kind of picture by the file's first bytes. Names and declared types are not asked: they are the sender's claim.
pub fn sniff(bytes: &[u8]) -> Option<ImageFormat> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(ImageFormat::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(ImageFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(ImageFormat::WebP),
        _ => None,
    }
}

fn decode(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<DynamicImage, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut guards = image::Limits::default();
    guards.max_image_width = Some(limits.max_side);
    guards.max_image_height = Some(limits.max_side);
    guards.max_alloc = Some(limits.max_memory);
    reader.limits(guards);
    // Up to here only the header has been read.
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width > limits.max_side
        || height > limits.max_side
        || pixels > limits.max_pixels
        || decoder.total_bytes() > limits.max_memory
    {
        return Err(ImageError::TooLarge);
    }
    if pixels == 0 {
        return Err(ImageError::Damaged);
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    // Made small before it is turned: turning copies.
    let mut picture = shrink(&picture, limits.target_side, FilterType::CatmullRom);
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The decoder's own words are left out: they could quote the file.
fn refusal(error: image::ImageError) -> ImageError {
    match error {
        image::ImageError::Limits(_) => ImageError::TooLarge,
        image::ImageError::Unsupported(_) => ImageError::Unsupported,
        _ => ImageError::Damaged,
    }
}

fn shrink(picture: &DynamicImage, side: u32, filter: FilterType) -> DynamicImage {
    if picture.width() <= side && picture.height() <= side {
        return picture.clone();
    }
    picture.resize(side, side, filter)
}

/// Grey, colour, or colour with transparency that is really used, in eight bits each.
fn eight_bits(picture: DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() {
        let rgba = picture.into_rgba8();
        return if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
            DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(rgba).into_rgb8())
        } else {
            DynamicImage::ImageRgba8(rgba)
        };
    }
    if picture.color().has_color() {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    } else {
        DynamicImage::ImageLuma8(picture.into_luma8())
    }
}

/// True for drawings and screens of text, which JPEG would smear.
fn has_few_colours(picture: &DynamicImage) -> bool {
    let DynamicImage::ImageRgb8(rgb) = picture else {
        return matches!(picture, DynamicImage::ImageRgba8(_));
    };
    let mut colours = std::collections::HashSet::new();
    rgb.pixels().all(|pixel| {
        colours.insert(pixel.0);
        colours.len() <= 512
    })
}

fn encode(picture: &DynamicImage, drawn: bool) -> Result<Encoded, ImageError> {
    let mut bytes = Vec::new();
    let (width, height) = (picture.width(), picture.height());
    let pixels = picture.as_bytes();
    let colour = picture.color().into();
    let (media_type, written) = if picture.color().has_alpha() {
        let encoder = WebPEncoder::new_lossless(&mut bytes);
        ("image/webp", encoder.write_image(pixels, width, height, colour))
    } else if drawn {
        let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, PngFilter::Adaptive);
        ("image/png", encoder.write_image(pixels, width, height, colour))
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, 82);
        ("image/jpeg", encoder.write_image(pixels, width, height, colour))
    };
    written.map_err(|_| ImageError::Damaged)?;
    Ok(Encoded { bytes, media_type, width, height })
}

fn blurhash(picture: &DynamicImage) -> Option<String> {
    let tiny = picture.thumbnail(32, 32).into_rgba8();
    let (across, down) = if tiny.width() >= tiny.height() { (4, 3) } else { (3, 4) };
    blurhash::encode(across, down, tiny.width(), tiny.height(), tiny.as_raw()).ok()
}

#[cfg(test)]
#[path = "image_tests.rs"]
mod tests;
