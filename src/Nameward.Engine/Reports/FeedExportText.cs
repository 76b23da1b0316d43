using System.Globalization;
using System.Text;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Reports;

/// <summary>What the exports that are lines of text have in common: a head in comments, values that can be nothing but values, and the count of those left out.</summary>
/// <param name="comment">What begins a comment.</param>
sealed class FeedExportText(string comment)
{
    readonly StringBuilder _lines = new();
    readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    readonly HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Adds a line, once.</summary>
    public void Line(string line)
    {
        if (_said.Add(line))
        {
            _lines.Append(line).Append('\n');
        }
    }

    /// <summary>Counts an entry that the form cannot say.</summary>
    public void LeaveOut(string because) => _leftOut[because] = _leftOut.GetValueOrDefault(because) + 1;

    /// <summary>The value of an entry; null, counted, where it is none that may stand in a file of lines.</summary>
    public string? Value(ListedEntry entry)
    {
        var value = entry.IsName || !entry.Text.IsEmpty ? Plain(entry) : null;
        if (value is null)
        {
            LeaveOut("no plain name or address");
        }
        return value;
    }

    /// <summary>The file.</summary>
    /// <param name="feeds">The feeds, for the head.</param>
    /// <param name="now">The time of writing.</param>
    /// <param name="before">Lines between head and entries.</param>
    public byte[] Render(IEnumerable<FeedRecord> feeds, DateTime now, string before = "")
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{comment} written by nameward {Clock.Rfc3339(now)}\n");
        foreach (var feed in feeds)
        {
            var read = feed.InForce is { } reading ? Clock.Rfc3339(reading.At) : "never";
            text.Append(CultureInfo.InvariantCulture, $"{comment} feed {VisibleText.Whole(feed.Name)}: {FeedWording.Of(feed.Settings.Use)}, trust {FeedWording.Of(feed.Settings.Trust)}, tlp {FeedWording.Of(FeedWording.TlpOf(feed))}, read {read}\n");
        }
        foreach (var (because, count) in _leftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $"{comment} left out: {count} of {because}\n");
        }
        return Encoding.ASCII.GetBytes(text.Append(before).Append(_lines).ToString());
    }

    // A prefix has its slash; the rest is as any value of a list.
    static string? Plain(ListedEntry entry)
    {
        if (entry.IsName)
        {
            return EscapeList.Value(entry.Text);
        }
        return Observations.Network.TryParse(entry.Text.Raw, out var network, out _) ? network.ToString() : null;
    }

    /// <summary>Whether an entry says something that a list of values cannot: an exception, or that it counts for name servers alone.</summary>
    public bool IsBeyondLists(ListedEntry entry)
    {
        if (entry.IsException)
        {
            LeaveOut("exceptions");
        }
        else if (entry.Role == EntryRole.NameServer)
        {
            LeaveOut("entries for name servers alone");
        }
        return entry.IsException || entry.Role == EntryRole.NameServer;
    }
}
