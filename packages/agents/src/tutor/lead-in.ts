// What people say before and after what they mean: "um, okay, could you please … now".

const leadIn =
  /^(?:(?:u+m+|u+h+|e+r+|hmm+|so|well|ok(?:ay)?|alright|all right|right|yes|yeah|yep|yup|sure|please|and|but|now|then|hey|hi|hello|thanks|thank you|great|perfect|nice|got it|i see|i get it|makes sense|cool|good|fine|like|just|maybe|actually|let'?s|let us|let me|can you|could you|would you|will you|can we|could we|would you mind|do you mind|shall we|can i|could i|may i|i want(?: you)? to|i wanna|i need(?: you)? to|i'?d like(?: you)? to|i would like(?: you)? to|i'?m ready to|ready to)(?:[\s,.!;:]+|$))+/i;
const leadOut = /(?:[\s,]+(?:please|now|thanks|thank you|then|ok(?:ay)?|for me|if you can))+[\s.!?]*$/i;

/** What is longer is no command, and patterns take their time over it. */
const longest = 500;

/** The words that matter; empty when it was nothing but assent. */
export const withoutLeadIn = (text: string): string =>
  text.trim().slice(0, longest).replace(leadIn, "").replace(leadOut, "").trim();

/** The same lead-in for rules that must be certain: at the start of a pattern. */
export const leadInPattern = String.raw`^(?:(?:u+m+|u+h+|so|well|ok(?:ay)?|alright|right|yes|yeah|sure|please|and|now|then|hey|great|let'?s|can you|could you|can we|i want to|i'?d like to|i would like to|just)[\s,.!]+)*`;

/** A rule that begins a sentence, whatever comes before it. */
export const commandRule = (pattern: string): RegExp => new RegExp(leadInPattern + pattern, "i");

const assenting =
  /\b(?:ok(?:ay)?|yes|yeah|yep|yup|sure|right|please|then|great|perfect|nice|got it|i see|i get it|makes sense|cool|good|fine)\b/i;

/** Nothing but "okay", "yes, please", "got it"; thanks and fillers alone ask for nothing. */
export const isAssent = (text: string): boolean =>
  assenting.test(text) && !/\bthank/i.test(text) && withoutLeadIn(text).replaceAll(/\W/g, "") === "";
