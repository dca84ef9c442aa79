// `npm run campaign`: lists the campaigns; `npm run campaign -- kill --kills 100 --seed 1` runs one and ends with a line of JSON.
import * as fuzz from "./fuzz/campaign.mjs";
import * as kill from "./kill/campaign.mjs";

const campaigns = [kill, fuzz];
const shownFaults = 20;

const list = () => {
  console.log("npm run campaign -- NAME [--option value …]\n");
  for (const { name, means, options } of campaigns) {
    const standard = Object.entries(options).map(([option, value]) => `--${option} ${value}`);
    console.log(`  ${name.padEnd(6)} ${means}\n         ${standard.join(" ")}`);
  }
};

const optionsFrom = (words, standard) => {
  const options = { ...standard };
  for (let at = 0; at < words.length; at += 2) {
    const name = words[at].replace(/^--/, "");
    const value = Number(words[at + 1]);
    if (!(name in standard) || !Number.isInteger(value))
      throw new Error(`Options are whole numbers for ${Object.keys(standard).join(", ")}`);
    options[name] = value;
  }
  return options;
};

async function main([wanted, ...words]) {
  const campaign = campaigns.find(({ name }) => name === wanted);
  if (!campaign) return list();
  const options = optionsFrom(words, campaign.options);
  const startedMs = performance.now();
  const { faults, table, figures, kept } = await campaign.run(options);
  console.table(table);
  for (const fault of faults.slice(0, shownFaults)) console.error(`- ${fault}`);
  if (faults.length > shownFaults) console.error(`… and ${faults.length - shownFaults} more`);
  if (faults.length > 0 && kept) console.error(`The data of this run is kept in ${kept}`);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  console.log(
    JSON.stringify({
      campaign: wanted,
      ok: faults.length === 0,
      ...options,
      ...figures,
      faults: faults.length,
      seconds,
    }),
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

await main(process.argv.slice(2));
