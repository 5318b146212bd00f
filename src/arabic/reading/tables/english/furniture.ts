/** Labels that announce other items. */
export const teaserLabels = `
Read also
Also read
Read more
See also
Related
Related articles
Related stories
Related news
More on this story
Most read
Most popular
You may also like
Recommended
Up next
More news
`;

/** Beginnings of lines that belong to the page: kind | words. */
export const furnitureTable = `
form      | Leave a comment
form      | Leave a reply
form      | Your email address
form      | Comments
form      | Share
form      | Share this
form      | Tweet
form      | Print
form      | Email
form      | Subscribe
form      | Sign up
form      | Follow us
form      | Advertisement
form      | All rights reserved
keywords  | Keywords
keywords  | Tags
keywords  | Topics
dateline  | Published
dateline  | Last updated
dateline  | Updated
dateline  | Posted
dateline  | By
dateline  | Source
dateline  | Reporting by
dateline  | Editing by
caption   | File photo
caption   | Photo
caption   | FILE
`;

export const photoCredits = `getty reuters afp ap epa file photo handout courtesy reuters`;
export const sectionNames = `news world politics middle_east_news middle_east iraq business opinion breaking home`;
