/** Who and what is in the demo. */

export const PEOPLE = [
  "Ada Lovelace",
  "Grace Hopper",
  "Alan Turing",
  "Katherine Johnson",
  "Edsger Dijkstra",
  "Hedy Lamarr",
  "مريم ميرزاخاني",
  "Ken Sakamura",
] as const;

export interface DemoConversation {
  /** Null for a direct message. */
  title: string | null;
  /** Indexes into PEOPLE; the first made it. */
  members: number[];
  messages: number;
  /** How many at the end Ada has not read. */
  unreadForAda: number;
}

export const CONVERSATIONS: DemoConversation[] = [
  { title: "Launch week", members: [0, 1, 2, 3, 5, 6], messages: 1200, unreadForAda: 0 },
  { title: "Engine room", members: [1, 0, 2, 4, 7], messages: 800, unreadForAda: 7 },
  { title: "Book club", members: [3, 0, 1, 5, 6], messages: 420, unreadForAda: 2 },
  { title: "Weekend hike", members: [5, 0, 3, 7], messages: 180, unreadForAda: 0 },
  { title: null, members: [0, 1], messages: 600, unreadForAda: 0 },
  { title: null, members: [2, 0], messages: 240, unreadForAda: 3 },
  { title: null, members: [0, 3], messages: 90, unreadForAda: 0 },
  { title: null, members: [0, 6], messages: 60, unreadForAda: 1 },
  { title: null, members: [4, 0], messages: 12, unreadForAda: 0 },
];

export const LINES = [
  "Morning all. Coffee first, then the release notes.",
  "I have pushed the last fix. Tests are green on both machines.",
  "Nice. I will take a look after lunch.",
  "Can somebody check the wording on the sign-in page? I have stared at it for too long.",
  "Looks good to me 👍",
  'One thing: the empty state still says "No items". It should say what to do next.',
  "Good catch, changed.",
  "Who is on call this weekend?",
  "Me. Nothing ever happens on a Saturday, right?",
  "😂",
  "The graph from last night: p99 went from 41 ms to 19 ms. Same hardware, same load.",
  "How?",
  "We stopped asking the database the same question twice. https://example.com/notes/group-commit",
  "That is almost embarrassing. In a good way.",
  "Lunch at the place by the river?",
  "Yes please",
  "12:30?",
  "I will be ten minutes late, order me the soup.",
  "Quick question about the import: do we keep the old ids or make new ones?",
  "Keep them. Links in old mails should still work.",
  "Agreed. I wrote it down in the decision log so that we do not argue again in March.",
  "The train is stuck outside the station, so I am reading the spec instead. Section 5 is lovely.",
  "Two counters are the whole idea.",
  "Could we talk through the migration at three? It is not urgent, but I would sleep better.",
  "Sure, I will bring the diagram.",
  "Has anyone seen my umbrella?",
  "It is drying in the kitchen next to the printer that nobody dares to touch.",
  "مرحبا! هل يمكننا تأجيل الاجتماع إلى الغد؟",
  "ありがとうございます。明日の朝に確認します。",
  "Natürlich, morgen um zehn passt mir gut.",
  "I finished the chapter. The ending is not what I expected, and I keep thinking about it.",
  "No spoilers! I am only half-way.",
  "Here is what I would do:\n1. ship the small fix today\n2. measure over the weekend\n3. decide on Monday with numbers instead of opinions",
  "That is the most sensible plan I have heard all week.",
  "🎉🎉🎉",
  "Weather looks fine for Sunday. Meet at the north gate at nine, bring water and something with chocolate in it.",
  "I can take four people in the car.",
  "Please remind me to send the photos.",
  "Done. Sorry for the delay, the upload took for ever on the hotel network.",
  "They are beautiful. The third one should go on the wall.",
] as const;
