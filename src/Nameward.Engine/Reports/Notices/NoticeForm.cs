using System.Collections.Immutable;
using System.Text;

namespace Nameward.Engine.Reports.Notices;

/// <summary>A form in which notices are written.</summary>
/// <param name="Id">Its id in the site file.</param>
/// <param name="MediaType">Its media type where it goes over HTTP.</param>
/// <param name="IsLines">Whether it is a line for each event; else it is one whole.</param>
/// <param name="Render">The lines, each without its end.</param>
public sealed record NoticeForm(string Id, string MediaType, bool IsLines, Func<Notice, IDefang, ImmutableArray<byte[]>> Render)
{
    const string Lines = "application/x-ndjson";

    /// <summary>Every form, sorted.</summary>
    public static ImmutableArray<NoticeForm> All { get; } =
    [
        new("cef", "text/plain; charset=utf-8", true, (notice, _) => Each(notice, NoticeCef.Line)),
        new("ecs", Lines, true, (notice, _) => Each(notice, NoticeEcs.Line)),
        new("json", "application/json", true, (notice, _) => [NoticeJson.Line(notice)]),
        new("ocsf", Lines, true, (notice, _) => Each(notice, NoticeOcsf.Line)),
        new("text", "text/plain; charset=utf-8", false, (notice, defang) => [Encoding.ASCII.GetBytes(NoticeTemplate.Shipped.Render(notice, new EscapeNotice(defang)).Body)]),
    ];

    /// <summary>The form of an id.</summary>
    public static NoticeForm Of(string id) => All.Single(form => form.Id == id);

    /// <summary>The whole of a notice: its lines, each with its end.</summary>
    public byte[] Whole(Notice notice, IDefang defang)
    {
        var lines = Render(notice, defang);
        return IsLines ? [.. lines.SelectMany(line => line.Append((byte)'\n'))] : lines[0];
    }

    static ImmutableArray<byte[]> Each(Notice notice, Func<NoticeEvent, byte[]> line) => [.. notice.Events.Select(line)];
}
