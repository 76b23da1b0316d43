using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;

namespace Nameward.Engine.Tests.Windows;

/// <summary>Keeps each event as a line of text, and the rows that come of it.</summary>
sealed class SeenEvents : IWindowsEvents
{
    public List<string> Events { get; } = [];

    public CollectingRows Rows { get; } = new();

    public static SeenEvents In(ReadOnlySpan<byte> bytes, TimeZoneInfo? zone = null)
    {
        var seen = new SeenEvents();
        Assert.Equal(bytes.Length, new WindowsEventReader(Feeding.Source with { Zone = zone ?? TimeZoneInfo.Utc }).Read(bytes, isLast: true, seen));
        return seen;
    }

    void IWindowsEvents.See(WindowsEvent read, DateTime time, LineResult result)
    {
        var data = Enumerable.Range(0, read.Count).Select(item => $"{Text(read.NameOf(item))}={Text(read.ValueOf(item))}");
        Events.Add($"{Text(read[WindowsField.Provider])} {read.Id} {time:O} {Text(read[WindowsField.Computer])} [{string.Join("|", data)}]");
    }

    void IBatchWriter.Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => Rows.Message(row, rawName, answers);

    void IBatchWriter.Flow(in Flow row, ReadOnlySpan<byte> rule) => Rows.Flow(row, rule);

    void IBatchWriter.Ignored(long offset) => Rows.Ignored(offset);

    void IBatchWriter.Malformed(long offset, string because) => Rows.Malformed(offset, because);

    static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
