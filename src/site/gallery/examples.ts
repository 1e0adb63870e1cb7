import { OWN_CHARTS } from '#model/ownChart/kinds.ts';
import { CHART_NAMES, type ComponentName } from '#model/record/component.ts';
import { recordOf } from '#model/words/mapValues.ts';

/** What the guide shows of each component; `{{metric}}` is a record of the portfolio at hand. */
export const EXAMPLES: Record<ComponentName, string> = {
  ...recordOf(CHART_NAMES, (name) => OWN_CHARTS[name].example),
  Steps: `<Steps title="Every morning">

  <Step title="Open the list" role="shift-lead" minutes={5}>
  The oldest entry stands on top. Good: nothing is older than a day.
  </Step>

  <Step title="Go and look" role="technician" minutes={10}>
  Take the list along. Write down what you see, not what you expect.
  </Step>

</Steps>`,
  Step: `<Step title="Ask the one who runs the machine" role="ot-lead" minutes={5}>
One question at a time. The answer goes into the log in their words.
</Step>`,
  Value: `<Step title="Measure the gap" role="technician" minutes={3}>
With the gauge from the drawer, in three places; the widest counts.

<Value name="Gap at the seal" unit="mm" min={0.2} max={0.4} />
<Value name="Face" kind="choice" choices={["sound", "worn"]} good={["sound"]} />
<Value name="What you noticed" kind="text" optional />
</Step>`,
  Checklist: `<Checklist title="Before you begin">

- The line lead knows that you come
- You have the print of the last week
- The emergency stop was tried today

</Checklist>`,
  Role: `The <Role id="ot-lead" /> decides whether the line may stop.`,
  Callout: `<Callout kind="safety" title="Lock out before you reach in">
Two locks, two keys. A stopped machine is not a safe machine.
</Callout>

<Callout kind="warning" title="Numbers before noon are preliminary">
The night shift is booked by ten.
</Callout>

<Callout title="Good to know">
The list is sorted by age, not by machine.
</Callout>`,
  Faq: `<Faq question="What if nobody answers?">
After one shift the <Role id="business-lead" /> calls. That is agreed, not rude.
</Faq>`,
  Takeaways: `<Takeaways>

- Look before you ask
- Write down what you saw
- Answer within a shift

</Takeaways>`,
  Lens: `<Lens is="business">
A stop of ten minutes costs about as much as a late truck.
</Lens>

<Lens is="ot">
Take the radio: half of the hall has no signal.
</Lens>`,
  Audience: `<Audience is="leadership">
What it costs is in the edition for leadership alone.
</Audience>`,
  Tabs: `<Tabs>

<Tab title="Line 1">
Press and hold the green button until the lamp is steady.
</Tab>

<Tab title="Line 2">
Turn the key to **Run**; there is no button.
</Tab>

</Tabs>`,
  Tab: `<Tabs>

<Tab title="By hand">
Open the valve a quarter turn.
</Tab>

<Tab title="At the panel">
Choose **Purge** and confirm.
</Tab>

</Tabs>`,
  Cards: `<Cards>

<Card title="What each field means" href="/guide/content/">
For those who write a playbook.
</Card>

<Card title="Work with it on the floor">
Print the card; the code on it leads back here.
</Card>

</Cards>`,
  Card: `<Cards>

<Card title="All playbooks" href="/playbooks/">
How work is done here.
</Card>

</Cards>`,
  FileTree: `<FileTree>

- content/
  - portfolio.yaml
  - playbooks/
    - close-a-valve.mdx
    - close-a-valve.jpg
- data/
  - downtime.csv one row a stop

</FileTree>`,
  Badge: `The gauge is <Badge kind="good">calibrated</Badge>, the torque wrench <Badge kind="warning">due in May</Badge>.`,
  Math: `Availability is <Math tex="A = \\frac{t_{run}}{t_{planned}}" />, and with the losses

<Math block tex="OEE = A \\cdot P \\cdot Q" />`,
  Include: `<Include part="{{shared}}" />`,
  Var: `Call <Var name="{{variable}}" />.`,
  Term: `What counts here is <Term>{{term}}</Term>.`,
  Picture: `<Picture src="{{picture}}" alt="What somebody sees who stands before it" />`,
  Figure: `<Figure src="{{picture}}" alt="What somebody sees who stands before it" markers={[{ "x": 25, "y": 30, "text": "look here first" }, { "x": 70, "y": 60, "text": "then here" }]}>
Where to look on the round.
</Figure>`,
  Video: `<Video src="{{video}}" title="How it sounds when it is right">
It hums evenly, about as loud as a fridge.
</Video>`,
  File: `<File src="{{file}}">The form to fill in</File>`,
  Metric: `Today we stand at <Metric id="{{metric}}" />.`,
  Chart: `<Chart metric="{{metric}}" />`,
  VegaLite: `<VegaLite metric="{{metric}}" title="Each point is one period at one site" spec={{
  "mark": { "type": "tick", "thickness": 2 },
  "encoding": {
    "x": { "field": "value", "type": "quantitative", "title": null, "scale": { "zero": false } },
    "y": { "field": "site", "type": "nominal", "title": null }
  }
}} />`,
  Download: `<Download metric="{{metric}}" title="The numbers behind it" />`,
  Gate: `<Gate initiative="{{initiative}}" />`,
  Decisions: `<Decisions />`,
  Foresight: `<Foresight />`,
  Roadmap: `<Roadmap initiative="{{initiative}}" />`,
  Goals: `<Goals />`,
  Answers: `<Answers />`,
  Changes: `<Changes />`,
  Portfolio: `<Portfolio />`,
  Learning: `<Learning />`,
  Confidence: `<Confidence />`,
  Money: `<Money />`,
  Friction: `<Friction />`,
  Sites: `<Sites />`,
  Findings: `<Findings severity="error" />`,
};
