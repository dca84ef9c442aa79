// What went wrong, in the server's plain sentence, with a way to try again where that may help.
import { Icon } from "../icon.tsx";

export const Failure = ({ message, onRetry }: { message: string; onRetry?: (() => void) | undefined }) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-fault/25 bg-fault-tint px-4 py-2.5 text-sm">
    <p className="min-w-0 flex-1 basis-60">{message}</p>
    {onRetry && (
      <button type="button" onClick={onRetry} className="plain-button border-fault/25">
        <Icon name="retry" className="size-4" />
        Try again
      </button>
    )}
  </div>
);
