// Two more procedures, written when the reading of the other eight had been mended: their first figures show what a new text may expect.
import type { Expectation } from "./expected.ts";

export const heldOut: readonly Expectation[] = [
  {
    file: "work-order.txt",
    steps: [
      "1 | opens a work order | maintenance planner",
      "2 | in stock | storekeeper",
      "2a | orders them | storekeeper",
      "3 | tells the planner | storekeeper",
      "4 | agrees on a date | planner",
      "5 | locks out | technician",
      "6 | filters are changed | -",
      "7 | cleans the coils | apprentice",
      "8 | measures the air flow | technician",
      "9 | removes the lock-out | technician",
      "10 | safety officer inspects | safety officer",
      "11 | closes the work order | technician",
      "12 | invoices the tenant | planner",
    ],
    either: ["repeats step 6", "measures again", "heat pump"],
    ways: ["start>1>2>2a>3>4>5>6>8>9>10>11>12>end", "2>4", "5>7>8>6", "11>end"],
    findings: ["no-owner 6", "loop 8", "contradiction 9"],
  },
  {
    file: "account.md",
    steps: [
      "1 | meet the client | relationship manager",
      "2 | check identity | KYC team",
      "3 | screen for sanctions | compliance officer",
      "3a | rejects the application | compliance officer",
      "4 | rate the risk | compliance officer",
      "4a | the head of branch decides | head of branch",
      "5 | open the account | back office",
      "6 | welcome | relationship manager",
    ],
    either: ["sends the case back", "limits are set", "is met again", "copies are"],
    ways: ["start>1>2>4>5>6>end", "1>3>4>4a>5", "3>3a>end", "2>1"],
    findings: ["loop 2"],
  },
];
