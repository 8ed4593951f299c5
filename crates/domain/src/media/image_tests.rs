use image::{Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// The names of all parts of a JPEG, PNG or WebP file, in order. Written for these tests alone, so that it shares no mistake
/// with the code that writes the files. Panics at bytes that belong to no part.
fn parts(bytes: &[u8]) -> Vec<String> {
    let be = |at: usize, length: usize| {
        bytes[at..at + length].iter().fold(0, |n, byte| n << 8 | usize::from(*byte))
    };
    let mut parts = Vec::new();
    if bytes.starts_with(&[0xff, 0xd8]) {
        let mut at = 2;
        parts.push("SOI".to_owned());
        loop {
            assert_eq!(bytes[at], 0xff);
            let marker = bytes[at + 1];
            let name = match marker {
                0xe0..=0xef => format!("APP{}", marker - 0xe0),
                0xdb => "DQT".to_owned(),
                0xc0 => "SOF".to_owned(),
                0xc4 => "DHT".to_owned(),
                0xda => "SOS".to_owned(),
                0xd9 => "EOI".to_owned(),
                other => format!("{other:02x}"),
            };
            parts.push(name.clone());
            at += 2;
            if name == "EOI" {
                assert_eq!(at, bytes.len(), "nothing follows the end");
                return parts;
            }
            if name == "APP0" {
                assert_eq!(&bytes[at + 2..at + 7], b"JFIF\0");
                assert_eq!(&bytes[at + 14..at + 16], &[0, 0], "no thumbnail");
                assert_eq!(be(at, 2), 16);
            }
            at += be(at, 2);
            if name == "SOS" {
                while bytes[at] != 0xff || matches!(bytes[at + 1], 0 | 0xd0..=0xd7) {
                    at += 1;
                }
            }
        }
    } else if bytes.starts_with(b"\x89PNG") {
        let mut at = 8;
        while at < bytes.len() {
            parts.push(String::from_utf8(bytes[at + 4..at + 8].to_vec()).unwrap());
            at += 12 + be(at, 4);
        }
        assert_eq!(at, bytes.len());
    } else {
        let le = |at: usize| (0..4).rev().fold(0, |n, k| n << 8 | usize::from(bytes[at + k]));
        assert!(&bytes[..4] == b"RIFF" && &bytes[8..12] == b"WEBP" && le(4) + 8 == bytes.len());
        let mut at = 12;
        while at < bytes.len() {
            parts.push(String::from_utf8(bytes[at..at + 4].to_vec()).unwrap());
            at += 8 + le(at + 4).next_multiple_of(2);
        }
        assert_eq!(at, bytes.len());
    }
    parts
}

fn assert_bare(bytes: &[u8], media_type: &str) {
    let allowed: &[&str] = match media_type {
        "image/jpeg" => &["SOI", "APP0", "DQT", "SOF", "DHT", "SOS", "EOI"],
        "image/png" => &["IHDR", "PLTE", "tRNS", "IDAT", "IEND"],
        "image/webp" => &["VP8L"],
        other => panic!("{other}"),
    };
    for part in parts(bytes) {
        assert!(allowed.contains(&part.as_str()), "{part} in {media_type}");
    }
    for secret in ["SECRET", "Exif", "xmp", "GPS", "<script"] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
}

fn photograph(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([(x * 7 + y) as u8, (y * 5 + x / 3) as u8, (x ^ y) as u8]))
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn reencoded(bytes: &[u8]) -> Reencoded {
    let result = reencode(bytes, &Limits::default()).unwrap();
    assert_bare(&result.bytes, result.media_type);
    assert_bare(&result.thumbnail.bytes, result.thumbnail.media_type);
    let read = image::load_from_memory(&result.bytes).unwrap();
    assert_eq!((read.width(), read.height()), (result.width, result.height));
    let read = image::load_from_memory(&result.thumbnail.bytes).unwrap();
    assert_eq!((read.width(), read.height()), (result.thumbnail.width, result.thumbnail.height));
    assert!(result.thumbnail.width <= 400 && result.thumbnail.height <= 400);
    assert!(result.blurhash.is_some());
    result
}

/// An EXIF block with an orientation, a GPS directory pointer and text.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.push(orientation);
    tiff.extend(b"\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0SECRET GPS 36.2N 37.1E");
    tiff
}

/// Puts EXIF, XMP, IPTC, ICC and comment segments behind a JPEG's start, and text behind its end.
fn with_jpeg_metadata(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, body) in [
        (0xe1, [b"Exif\0\0".to_vec(), exif(orientation)].concat()),
        (0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET</x:xmpmeta>".to_vec()),
        (0xed, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0SECRET".to_vec()),
        (0xe2, b"MPF\0SECRET".to_vec()),
        (0xeb, b"JP\0\0c2pa SECRET".to_vec()),
        (0xfe, b"SECRET comment <script>".to_vec()),
    ] {
        bytes.extend([0xff, marker]);
        bytes.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        bytes.extend(body);
    }
    bytes.extend(&jpeg[2..]);
    bytes.extend(b"<script>SECRET</script>PK\x03\x04");
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| {
                if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
            },
        )
    })
}

fn png_chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(body);
    chunk.extend(crc(&chunk[4..]).to_be_bytes());
    chunk
}

/// Puts text, time, EXIF and animation chunks behind a PNG's header.
fn with_png_metadata(png: &[u8]) -> Vec<u8> {
    let mut bytes = png[..33].to_vec();
    bytes.extend(png_chunk(b"tEXt", b"Comment\0SECRET <script>"));
    bytes.extend(png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0SECRET"));
    bytes.extend(png_chunk(b"tIME", &[7, 0xea, 1, 1, 1, 1, 1]));
    bytes.extend(png_chunk(b"eXIf", &exif(1)));
    bytes.extend(&png[33..]);
    bytes.extend(b"<html>SECRET");
    bytes
}

#[test]
fn med_01_05_kinds_are_known_by_their_bytes() {
    let limits = Limits::default();
    for bad in [
        &b""[..],
        b"\xff\xd8",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"PK\x03\x04",
        b"#EXTM3U\nhttp://127.0.0.1/",
        b"push graphic-context",
        b"BM\0\0\0\0",
        b"II*\0",
        b"\0\0\0\x20ftypavif",
        b"P6 1 1 255 \0\0\0",
        b"text claiming to be image/png",
        b" GIF89a",
    ] {
        assert_eq!(reencode(bad, &limits), Err(ImageError::Unsupported), "{bad:?}");
    }
    for magic in [
        &b"\xff\xd8\xff\xe0<script>"[..],
        b"\x89PNG\r\n\x1a\n<script>",
        b"GIF89a=1;alert(1)",
        b"RIFF\0\0\0\0WEBPVP8 ",
    ] {
        assert!(reencode(magic, &limits).is_err());
    }
}

#[test]
fn ordinary_pictures_are_kept() {
    let photo = reencoded(&file(&photograph(300, 200).into(), ImageFormat::Jpeg));
    assert_eq!((photo.media_type, photo.width, photo.height), ("image/jpeg", 300, 200));
    let photo = reencoded(&file(&photograph(300, 200).into(), ImageFormat::Png));
    assert_eq!(photo.media_type, "image/jpeg");
    let drawing =
        RgbImage::from_fn(120, 90, |x, _| if x % 9 == 0 { Rgb([0, 0, 0]) } else { Rgb([255, 255, 255]) });
    let result = reencoded(&file(&drawing.clone().into(), ImageFormat::Png));
    assert_eq!(result.media_type, "image/png");
    assert_eq!(image::load_from_memory(&result.bytes).unwrap().into_rgb8(), drawing);
    let clear = RgbaImage::from_fn(120, 90, |x, y| Rgba([x as u8, y as u8, 9, (x + y) as u8]));
    let result = reencoded(&file(&clear.clone().into(), ImageFormat::Png));
    assert_eq!(result.media_type, "image/webp");
    assert_eq!(image::load_from_memory(&result.bytes).unwrap().into_rgba8(), clear);
    let opaque = RgbaImage::from_fn(200, 150, |x, y| Rgba([(x * 3) as u8, (y * x) as u8, 9, 255]));
    assert_eq!(reencoded(&file(&opaque.clone().into(), ImageFormat::WebP)).media_type, "image/jpeg");
    let grey = DynamicImage::ImageRgb8(photograph(64, 64)).grayscale();
    assert_eq!(reencoded(&file(&grey, ImageFormat::Jpeg)).media_type, "image/jpeg");
    let deep = DynamicImage::ImageRgb8(photograph(64, 64)).into_rgba16();
    reencoded(&file(&deep.into(), ImageFormat::Png));
    reencoded(&file(&clear.into(), ImageFormat::Gif));
}

#[test]
fn large_pictures_are_made_smaller_and_small_ones_kept() {
    let wide = reencoded(&file(&photograph(3000, 600).into(), ImageFormat::Jpeg));
    assert_eq!((wide.width, wide.height), (2048, 410));
    let line = reencoded(&file(&photograph(5000, 1).into(), ImageFormat::Png));
    assert_eq!((line.width, line.height), (2048, 1));
    let dot = reencoded(&file(&photograph(1, 1).into(), ImageFormat::Png));
    assert_eq!((dot.width, dot.height, dot.thumbnail.width), (1, 1, 1));
}

#[test]
fn med_03_no_metadata_is_left() {
    let jpeg = file(&photograph(80, 60).into(), ImageFormat::Jpeg);
    reencoded(&with_jpeg_metadata(&jpeg, 1));
    let png = file(&photograph(80, 60).into(), ImageFormat::Png);
    reencoded(&with_png_metadata(&png));
    // A WebP with an EXIF chunk behind its picture.
    let clear = RgbaImage::from_fn(20, 10, |x, y| Rgba([x as u8, y as u8, 9, 99]));
    let simple = file(&clear.into(), ImageFormat::WebP);
    let mut body = b"WEBPVP8X\x0a\0\0\0\x18\0\0\0\x13\0\0\x09\0\0".to_vec();
    body.extend(&simple[12..]);
    body.extend(b"EXIF");
    body.extend(u32::try_from(exif(1).len()).unwrap().to_le_bytes());
    body.extend(exif(1));
    body.resize(body.len().next_multiple_of(2), 0);
    let mut webp = b"RIFF".to_vec();
    webp.extend(u32::try_from(body.len()).unwrap().to_le_bytes());
    webp.extend(body);
    reencoded(&webp);
}

#[test]
fn orientation_is_applied() {
    let half = RgbImage::from_fn(80, 40, |x, _| if x < 40 { Rgb([250, 10, 10]) } else { Rgb([10, 10, 250]) });
    let jpeg = file(&half.into(), ImageFormat::Jpeg);
    let turned = reencoded(&with_jpeg_metadata(&jpeg, 6));
    assert_eq!((turned.width, turned.height), (40, 80));
    let read = image::load_from_memory(&turned.bytes).unwrap().into_rgb8();
    assert!(read.get_pixel(20, 5).0[0] > 200 && read.get_pixel(20, 75).0[2] > 200);
    assert_eq!(reencoded(&with_jpeg_metadata(&jpeg, 200)).width, 80);
}

#[test]
fn med_02_what_is_appended_or_hidden_is_gone() {
    for format in [ImageFormat::Gif, ImageFormat::Png, ImageFormat::Jpeg] {
        let mut bytes = file(&photograph(50, 50).into(), format);
        bytes.extend(b"PK\x03\x04SECRET<script>alert(1)</script>%PDF-1.7");
        reencoded(&bytes);
    }
    // A GIF that is also a script: its comment goes too.
    let gif = file(&photograph(50, 50).into(), ImageFormat::Gif);
    let end = gif.len() - 1;
    let commented = [&gif[..end], b"\x21\xfe\x0eSECRET<script>\0\x3b"].concat();
    reencoded(&commented);
}

#[test]
fn dos_19_bombs_are_refused_by_their_header() {
    let limits = Limits::default();
    let header = |width: u32, height: u32| {
        let mut ihdr = width.to_be_bytes().to_vec();
        ihdr.extend(height.to_be_bytes());
        ihdr.extend([8, 6, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        png.extend(png_chunk(b"IHDR", &ihdr));
        png.extend(png_chunk(b"IDAT", b"\x78\x9c\x63\0\0\0\x02\0\x01"));
        png.extend(png_chunk(b"IEND", b""));
        png
    };
    for (width, height) in
        [(60_000, 60_000), (16_385, 1), (1, 16_385), (8_000, 8_000), (0x7fff_ffff, 0x7fff_ffff)]
    {
        assert_eq!(reencode(&header(width, height), &limits), Err(ImageError::TooLarge), "{width}x{height}");
    }
    assert!(reencode(&header(0, 10), &limits).is_err());
    assert!(reencode(&header(6_000, 6_000), &limits).is_err());
    let jpeg = file(&photograph(16, 16).into(), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    for progressive in [0xc0, 0xc2] {
        let mut bomb = jpeg.clone();
        bomb[frame + 1] = progressive;
        bomb[frame + 5..frame + 9].fill(0xff);
        assert_eq!(reencode(&bomb, &limits), Err(ImageError::TooLarge));
    }
    let mut gif = file(&photograph(16, 16).into(), ImageFormat::Gif);
    gif[6..10].fill(0xff);
    assert_eq!(reencode(&gif, &limits), Err(ImageError::TooLarge));
    assert_eq!(reencode(&vec![0xff; limits.max_bytes + 1], &limits), Err(ImageError::TooManyBytes));
}

#[test]
fn dos_19_only_the_first_frame_is_read() {
    // 20,000 frames that repeat the first.
    let gif = file(&photograph(8, 8).into(), ImageFormat::Gif);
    let header = 13;
    let frames = gif[header..gif.len() - 1].repeat(20_000);
    let long = [&gif[..header], &frames, b"\x3b"].concat();
    assert_eq!(reencoded(&long).width, 8);
}

#[test]
fn damaged_files_are_refused_without_panic() {
    let limits = Limits::default();
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let good = file(&photograph(40, 30).into(), format);
        for cut in (0..good.len()).step_by(good.len() / 40 + 1) {
            let _ = reencode(&good[..cut], &limits);
            let mut flipped = good.clone();
            flipped[cut] ^= 0x55;
            if let Ok(result) = reencode(&flipped, &limits) {
                assert_bare(&result.bytes, result.media_type);
            }
        }
    }
}
