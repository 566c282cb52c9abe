//! Postings: to which concepts a name leads.
//!
//! Most names lead to one concept. What is to be known of that is packed into a number; a name that leads to several has
//! in its place the number of their list.

use super::{Image, ImageError, ImageSection, LookupKind, Posting};
use crate::corpus::ConceptId;

/// How many bits of the number are the concept's, or the list's.
const CONCEPT_BITS: u32 = 27;
/// What is set where a name mostly means another concept.
const SECONDARY: u32 = 1 << CONCEPT_BITS;
/// How many bits are below those that tell how the name reaches the concept.
const REACH_SHIFT: u32 = CONCEPT_BITS + 1;
/// What stands there if the name leads to several.
const SEVERAL: u32 = 15;

/// Every way in which a name may reach a concept, in its place.
const REACHES: [LookupKind; 11] = [
    LookupKind::Id,
    LookupKind::Preferred,
    LookupKind::Abbreviation,
    LookupKind::Synonym,
    LookupKind::PreferredElsewhere,
    LookupKind::AbbreviationElsewhere,
    LookupKind::SynonymElsewhere,
    LookupKind::Short,
    LookupKind::ShortSynonym,
    LookupKind::Avoided,
    LookupKind::Hidden,
];

/// The numbers of names with the concepts to which they lead, the best first; and the lists of those that lead to several.
///
/// # Errors
/// When there are more concepts than can be numbered.
pub(super) fn pack_postings(
    names: impl Iterator<Item = Result<Vec<Posting>, ImageError>>,
) -> Result<(Vec<u32>, Vec<Vec<Posting>>), ImageError> {
    let mut lists = vec![];
    let numbers = names.map(|postings| {
        let postings = postings?;
        if let [one] = &*postings {
            let reach = one.reach as u32;
            let secondary = if one.secondary { SECONDARY } else { 0 };
            return Ok::<_, ImageError>(
                reach << REACH_SHIFT | secondary | check_size(one.concept.0)?,
            );
        }
        let number = check_size(u32::try_from(lists.len()).map_err(|_| ImageError::TooLarge)?)?;
        lists.push(postings);
        Ok(SEVERAL << REACH_SHIFT | number)
    });
    let numbers = numbers.collect::<Result<_, ImageError>>()?;
    Ok((numbers, lists))
}

fn check_size(number: u32) -> Result<u32, ImageError> {
    if number < SECONDARY { Ok(number) } else { Err(ImageError::TooLarge) }
}

/// The postings of a name by its number, from the section of numbers and that of lists.
pub(super) fn read_postings(
    image: &Image,
    [numbers, lists]: [ImageSection; 2],
    name: usize,
) -> Result<Vec<Posting>, ImageError> {
    unpack_posting(image, lists, image.read_number(numbers, name)?)
}

/// The postings that a name's number stands for, from the section of lists.
pub(super) fn unpack_posting(
    image: &Image,
    lists: ImageSection,
    packed: u32,
) -> Result<Vec<Posting>, ImageError> {
    let low = packed & (SECONDARY - 1);
    if packed >> REACH_SHIFT == SEVERAL {
        return image.read_record(lists, low as usize);
    }
    let reach = REACHES.get((packed >> REACH_SHIFT) as usize).ok_or(ImageError::Damaged)?;
    let secondary = packed & SECONDARY != 0;
    Ok(vec![Posting { secondary, reach: *reach, concept: ConceptId(low) }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reach_has_its_place() {
        for (place, reach) in REACHES.iter().enumerate() {
            assert_eq!(*reach as usize, place);
        }
        assert!(REACHES.len() <= SEVERAL as usize);
    }
}
