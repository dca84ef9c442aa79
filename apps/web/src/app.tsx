// The page: agents at the left, the conversation in the middle, files at the right when they are wanted.
import { useMemo, useState } from "react";
import { useActiveAgent } from "./agents/active-agent.ts";
import { type Agent, shownAgents } from "./agents/agent.ts";
import { AgentList } from "./agents/agent-list.tsx";
import { useUnread } from "./agents/unread.ts";
import { Announcer } from "./conversation/announcer.tsx";
import { ConversationPane } from "./conversation/conversation-pane.tsx";
import { useDrafts } from "./conversation/drafts.ts";
import { DropArea } from "./files/drop-area.tsx";
import { useFilePicker } from "./files/file-picker.tsx";
import { FilesPanel } from "./files/files-panel.tsx";
import type { ShelfFile } from "./files/shelf.ts";
import { Header } from "./header.tsx";
import { ConnectionBar } from "./session/connection-bar.tsx";
import { useClientSnapshot, usePageSession, useShelfFiles, useWatchedTurns } from "./session/page-session.ts";
import { useTrouble } from "./session/use-trouble.ts";

export function App() {
  const { client, shelf } = usePageSession();
  const snapshot = useClientSnapshot();
  const agents = useMemo(() => shownAgents(snapshot.agents), [snapshot.agents]);
  const [active, choose] = useActiveAgent(agents);
  const unread = useUnread(active?.key ?? "");
  const drafts = useDrafts();
  const files = useShelfFiles();
  const turns = useWatchedTurns();
  const { trouble, dismiss } = useTrouble();
  const settled = useOnce(snapshot.status === "open");
  const [filesShown, showFiles] = useState(false);

  const addFiles = (added: readonly File[]) => {
    const keys = added.map((file) => shelf.add(file));
    if (active) drafts.attach(active.key, keys.at(-1));
    if (keys.length > 1) showFiles(true);
  };
  const picker = useFilePicker(addFiles);
  const askAbout = (file: ShelfFile) => {
    if (active) drafts.attach(active.key, file.key);
    // Where the panel covers the conversation it has to make room for the question.
    if (matchMedia("(max-width: 63.99rem)").matches) showFiles(false);
    document.getElementById("message")?.focus();
  };
  const newsOf = (agent: Agent) => ({
    unread: unread.has(agent.key) && agent.key !== active?.key,
    running: snapshot.session !== undefined && (turns.get(client.conversationId(agent))?.length ?? 0) > 0,
  });

  return (
    <DropArea onFiles={addFiles} className="flex h-full flex-col">
      <a
        href="#message"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-lg focus:bg-raised focus:px-3 focus:py-2"
      >
        Go to the message field
      </a>
      {picker.input}
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <Header filesShown={filesShown} fileCount={files.length} onFiles={() => showFiles((shown) => !shown)}>
          <AgentList agents={agents} activeKey={active?.key ?? ""} newsOf={newsOf} onChoose={choose} />
        </Header>
        <div className="relative flex min-h-0 min-w-0 flex-1">
          <main className="flex min-w-0 flex-1 flex-col">
            <ConnectionBar trouble={trouble} onConnect={() => client.connect()} onDismiss={dismiss} />
            {active && (
              <ConversationPane
                key={active.key}
                agent={active}
                agents={agents}
                drafts={drafts}
                offline={snapshot.status !== "open"}
                settled={settled}
                onFiles={addFiles}
                onPick={picker.open}
              />
            )}
          </main>
          {active && <Announcer agents={agents} active={active} />}
          {filesShown && (
            <FilesPanel
              files={files}
              onAsk={askAbout}
              onRemove={({ key }) => shelf.remove(key)}
              onClose={() => showFiles(false)}
              onPick={picker.open}
            />
          )}
        </div>
      </div>
    </DropArea>
  );
}

/** True from the first time on that it was true. */
function useOnce(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return was;
}
