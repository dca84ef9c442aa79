// Words that name who does something: heads of role names, departments, abbreviations, and look-alikes that are none.

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Last words of role names, in the singular. */
export const roleHeads = list(
  `accountant admin administrator advisor adviser agent analyst applicant approver architect assessor assistant associate attendant auditor author
  authority board boss bookkeeper borrower bot buyer candidate captain caller caregiver caretaker carrier cashier ceo cfo chair chairperson chef chief
  cio ciso claimant cleaner clerk client clinician coach colleague commander committee compliance consultant contact contractor controller cook
  coordinator council counsel courier coworker crew customer cto coo curator custodian dean delegate department deputy designer desk developer
  director dispatcher division doctor dpo driver editor electrician employee employer engineer estimator evaluator examiner executive expert facilitator
  facilities finance firefighter foreman founder functionary gatekeeper group guard guest handler head helpdesk hire hirer hr inspector instructor insurer interviewer
  intern investigator invigilator issuer it janitor journalist judge jury landlord lawyer lead leader leadership learner legal lender librarian liaison manager
  management maintainer marketer mechanic mediator member mentor merchandiser midwife minister moderator notary nurse observer office officer
  operator organiser organizer originator owner paramedic parent participant partner patient payee payer payroll person personnel pharmacist physician
  picker pilot planner player police porter practitioner preparer president principal processor procurement producer programmer proposer provider
  purchaser purchasing receiver reception receptionist recipient recruiter referee registrar releaser reporter representative requester requestor
  requisitioner researcher resident respondent responder reviewer salesperson scheduler scientist secretary seller sender sergeant shipper shopper signatory
  sme specialist sponsor squad staff steward student subcontractor submitter supervisor supplier surgeon surveyor system teacher team technician
  technologist teller tenant tester therapist trainee trainer translator traveler traveller treasurer treasury triager tutor underwriter unit user
  vendor verifier vet veterinarian visitor volunteer waiter warden warehouse watchman welder worker writer bank hospital lab laboratory warehouseman
  storekeeper apprentice buddy pager stakeholder trustee undersecretary webmaster assembler packer loader runner barista baker host hostess steward concierge housekeeper`,
);

export const departments = list(
  `accounting accounts administration audit billing communications compliance controlling dispatch engineering facilities finance helpdesk housekeeping
  hr it legal logistics maintenance management manufacturing marketing operations ops payroll procurement production purchasing qa qc quality reception
  recruiting recruitment sales security shipping support treasury underwriting warehouse warehousing`,
);

/** Departments of two words. */
export const departmentPhrases = list(
  `accounts-payable accounts-receivable customer-service customer-support customer-success customer-care help-desk service-desk human-resources quality-assurance
  quality-control information-security technical-support tech-support field-service supply-chain front-desk front-office back-office public-relations
  internal-audit information-technology product-management project-management night-shift day-shift on-call purchase-department`,
);

export const abbreviations = list(
  "HR IT QA QC CFO CEO CTO COO CIO CMO CISO PM PMO AP AR DPO SRE DBA NOC SOC EHS HSE VP SVP MD GP RN PI PO BA UX PR SME R&D L&D P&C GM IRB TPM AM SDR AE CSM IC",
);

/** Words that end as those of persons do and name things. */
export const notRoles = list(
  `order number folder letter computer server printer paper water offer error monitor ledger register voucher filter container identifier header footer timer
  buffer newsletter power layer sensor motor reactor document matter answer center centre quarter counter corner door floor color colour factor vector
  indicator calendar separator refrigerator freezer cooler heater boiler dryer washer mixer scanner router tracker planner-sheet poster banner sticker marker
  sticker cover cylinder drawer ladder hammer cutter fever chapter parameter perimeter meter diameter transfer tender reminder remainder disorder encounter
  december november october september other another whichever whatever either neither never ever over under after before former latter later further
  together whether however moreover rather per consumer-unit customer-order list checklist assist exist consist resist variant amount instant relevant warrant
  constant important significant grant plant restaurant remittance fee committee-meeting degree guarantee coffee tree three free employee-file see fee
  generator calculator elevator conveyor mirror interior exterior minor major prior superior error tutor-room cursor flavor behavior behaviour labor labour
  user-name browser folder-name deadline-tracker trigger integer pointer character barrier carrier-label paper-form wafer fiber fibre timber lumber`,
);

/** Labels before a colon that are no roles. */
export const notPrefixes =
  /^(?:note|notes|important|warning|caution|attention|tip|hint|example|purpose|scope|goal|aim|objective|result|results|outcome|input|inputs|output|outputs|time|duration|deadline|when|where|why|what|how|if|else|otherwise|yes|no|option|decision|step|phase|stage|part|section|summary|description|background|reference|references|frequency|materials?|tools?|equipment|requirements?|prerequisites?|date|version|status|title|name|subject|procedure|process|instructions?|remember|optional|first|second|third|next|then|finally|after|before|alternatively|exception|trigger|start|end|approved|rejected|pass|fail|criteria|safety|frequency|location|format|form|email|phone|checklist|action|actions|task|tasks|activity|day \d+|week \d+)$/i;
