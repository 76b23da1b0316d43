using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Reports.Notices;

namespace Nameward.App.Notices;

/// <summary>
/// Appends notices to a file, a line for each event, written through to the disk before it counts. Where an earlier try may have got so far already, the
/// file's end is searched for just these lines, so that they stand there once.
/// </summary>
sealed class FileCourier(Channel channel) : ICourier
{
    // What others may have appended since.
    const int Searched = 16 << 20;

    /// <inheritdoc/>
    public Task Deliver(NoticeEntry notice, CancellationToken cancel)
    {
        try
        {
            using var file = new FileStream(channel.Target, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            var end = End(file, notice.Tries > 1 ? Searched + notice.Body.Length : 1);
            if (notice.Tries > 1 && end.AsSpan().IndexOf(notice.Body.Span) >= 0)
            {
                file.Flush(flushToDisk: true);
                return Task.CompletedTask;
            }
            file.Seek(0, SeekOrigin.End);
            byte[] lines = [.. end is [.., not (byte)'\n'] ? "\n"u8 : [], .. notice.Body.Span];
            file.Write(lines);
            file.Flush(flushToDisk: true);
            return Task.CompletedTask;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new NoticeFault("the file cannot be written, or another process writes to it", fault);
        }
    }

    static byte[] End(FileStream file, int most)
    {
        var end = new byte[Math.Min(file.Length, most)];
        file.Seek(-end.Length, SeekOrigin.End);
        file.ReadExactly(end);
        return end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
