// Sends one file to the server and tells how much of it has gone; XMLHttpRequest, because fetch does not tell.

export interface Uploaded {
  readonly file_id: string;
  readonly name: string;
  readonly state: "reading" | "ready" | "failed";
}

export interface UploadOptions {
  readonly token: string;
  /** Between 0 and 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

const lost = "The file could not be sent. Check the connection and drop it again.";

/** Rejects with an Error whose message may be shown as it is. */
export function upload(file: File, { token, onProgress, signal }: UploadOptions): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Uploaded);
      else reject(new Error(refusal(request)));
    };
    request.onerror = () => reject(new Error(lost));
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", "/api/files");
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.responseType = "json";
    const form = new FormData();
    form.append("file", file);
    request.send(form);
  });
}

function refusal(request: XMLHttpRequest): string {
  const fault = request.response as { message?: unknown } | null;
  if (typeof fault?.message === "string") return fault.message;
  return request.status === 413 ? "This file is larger than 25 MB. Split it, or drop a smaller one." : lost;
}
