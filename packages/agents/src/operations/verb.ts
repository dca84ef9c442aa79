// The verbs of procedures: whether a sentence is an instruction, and where its verb is.

const verbs = new Set(
  `accept accompany acknowledge act activate add address adjust advise agree align allocate allow amend analyse analyze announce answer apply
  appoint approve archive arrange ask assemble assess assign attach attend audit authorise authorize award back begin block book brief bring
  build calculate calibrate call cancel carry categorise categorize certify change charge check choose circulate classify clean clear click close
  coach code collect combine come communicate compare compile complete compute conduct configure confirm connect consider consolidate consult
  contact continue convert coordinate copy correct count cover create cut deactivate debrief decide decline decommission deduct define delegate
  delete deliver deploy describe design determine develop diagnose disable discard disconnect discuss dispatch display dispose disinfect
  distribute divide document double-check download draft draw dry drop edit elect email empty enable encrypt end enrol enroll ensure enter
  escalate establish estimate evaluate examine execute explain export extract fetch file fill filter finalise finalize find finish fix flag follow
  forward freeze gather generate get give go grant greet group guide hand handle heat hold identify implement import indicate inform initiate
  input insert inspect install instruct integrate interview investigate invite invoice isolate issue join keep label launch lead leave let list
  load lock log look make manage map mark match measure meet merge migrate mix monitor mount move name negotiate note notify obtain offer onboard
  open order organise organize outline pack park pass pay perform pick pilot place plan post pour practise prepare present press prevent print
  prioritise prioritize process procure produce propose provide provision publish pull purchase push put qualify quarantine quote raise rate reach
  read reassign rebuild recalculate receive recheck recommend reconcile record recover rectify reduce refer refund register reinstall reject release
  relabel remind remove renew reopen repair repeat replace reply report request require rescan reserve reset resolve respond restart restore
  resubmit retain retest retrieve return reverse review revise revoke rinse roll rotate route run sample save scan schedule screen seal
  search secure select send separate serve set settle share ship shortlist show shut sign sort specify stage stamp start stop store stow submit
  summarise summarize supervise supply support swap switch tag take talk tally tell terminate test thank total trace track train transfer translate
  transmit transport triage try turn unload unlock unpack update upgrade upload use validate verify view visit wait walk warn wash watch weigh
  welcome wipe withdraw wrap write sweep seek sell serve shape sharpen sand rub roast rotate brew knead peel chop slice stir boil bake grease whisk disassemble dismantle lift lower mop vacuum wear
  evacuate gown glove intubate inject dose titrate observe palpate photograph scrub trigger undo unplug plug tighten loosen fasten screw drill paint`.split(
    /\s+/,
  ),
);

const irregularParticiples = new Set(
  "sent made given done paid taken kept written put set built chosen drawn held sold bought told brought read cut run found left met begun got withdrawn".split(
    " ",
  ),
);

/** "approves" → "approve"; undefined when it is no third person of a known verb. */
const baseOf = (word: string): string | undefined => {
  const candidates = [word.replace(/ies$/, "y"), word.replace(/es$/, ""), word.replace(/s$/, "")];
  return word.endsWith("s") ? candidates.find((candidate) => candidate !== word && verbs.has(candidate)) : undefined;
};

export const isVerb = (word: string): boolean => verbs.has(word.toLowerCase());
export const isThirdPerson = (word: string): boolean => baseOf(word.toLowerCase()) !== undefined;
export const isParticiple = (word: string): boolean =>
  /^\p{L}{2,}ed$/u.test(word.toLowerCase()) || irregularParticiples.has(word.toLowerCase());

const modals = /^(?:must|should|shall|will|may|can|might|needs?|has|have|is|are)$/i;
export const isModal = (word: string): boolean => modals.test(word);

export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}&@/'’-]+/gu) ?? [];

const openings =
  /^(?:(?:please|then|next|now|first(?:ly)?|second(?:ly)?|third(?:ly)?|last(?:ly)?|finally|afterwards?|subsequently|and|also|always|immediately|carefully|again|to (?:begin|start)(?: with)?|at the end|at the same time|in parallel|in the meantime|meanwhile|simultaneously|concurrently|after that|(?:re-?)?once (?:again|more))\b[,:]?\s*)+/i;

/** A sentence without "Then,", "Finally" and the like in front. */
export const withoutOpening = (sentence: string): string => sentence.trim().replace(openings, "");

/** "Check the form": begins with a verb in its plain form. */
export const isImperative = (sentence: string): boolean => {
  const [first = "", second = ""] = wordsOf(withoutOpening(sentence));
  if (isModal(second) && !/^(?:can|will|must)$/i.test(first)) return false;
  if (/^(?:do|be|don[’']t|never)$/i.test(first)) return true;
  return (
    isVerb(first) ||
    (/^re-?\p{L}+/iu.test(first) && isVerb(first.replace(/^re-?/i, ""))) ||
    adverbThenVerb(first, second)
  );
};

const adverbThenVerb = (first: string, second: string): boolean => /\p{L}ly$/iu.test(first) && isVerb(second);
