//! Pages cut to a screen: as much of each part, or as many items of a list, as it has room for.

use cxterms_page::{Page, SCREEN_LINES};

/// Lays out a page with the most items that fit a screen, and with one at least.
pub(super) fn fit_most<'p>(
    most: usize,
    lay_out: impl Fn(usize) -> Page<'p>,
    count_lines: &dyn Fn(&Page<'_>) -> usize,
) -> Page<'p> {
    let pages = (1..=most).rev().map(&lay_out);
    let mut fitting = pages.skip_while(|page| count_lines(page) > SCREEN_LINES);
    fitting.next().unwrap_or_else(|| lay_out(1))
}

/// One part of an extent: how much of it is shown.
pub(super) type ExtentPart<E> = fn(&mut E) -> &mut usize;

/// One part, at most so large.
pub(super) type Cut<E> = (ExtentPart<E>, usize);

/// How a page is fitted: what is shown where there is room; what is cut first, second and so on, until it fits; and what is
/// given back first, where the last cut made room for more than it had to.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageParts<E: 'static> {
    pub(super) start: E,
    pub(super) cuts: &'static [Cut<E>],
    pub(super) given_back: &'static [ExtentPart<E>],
}

/// Lays out a page with as much of each part as fits in so many lines.
pub(super) fn fit_parts<'p, E: Copy>(
    parts: &PageParts<E>,
    lines: usize,
    lay_out: impl Fn(E) -> Page<'p>,
    count_lines: &dyn Fn(&Page<'_>) -> usize,
) -> Page<'p> {
    let fits = |extent| count_lines(&lay_out(extent)) <= lines;
    let (mut extent, mut most) = (parts.start, parts.start);
    if fits(extent) {
        return lay_out(extent);
    }
    for (part, size) in parts.cuts {
        *part(&mut extent) = *size;
        if fits(extent) {
            break;
        }
    }
    for part in parts.given_back {
        let mut more = extent;
        while *part(&mut more) < *part(&mut most) {
            *part(&mut more) += 1;
            if !fits(more) {
                break;
            }
            extent = more;
        }
    }
    lay_out(extent)
}
