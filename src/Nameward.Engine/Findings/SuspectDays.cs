using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>The clients of findings at watch or above, on the days of these: a baseline must not take them for normal.</summary>
sealed class SuspectDays
{
    readonly HashSet<(Address Client, int Day)> _days = [];
    readonly HashSet<Address> _always = [];

    /// <summary>Gathers them.</summary>
    public SuspectDays(IEnumerable<Finding> findings)
    {
        foreach (var client in findings.Where(finding => finding.Level >= Level.Medium).SelectMany(finding => finding.Affected))
        {
            if (client is not { First: { } first, Last: { } last })
            {
                _always.Add(client.Client);
                continue;
            }
            for (var day = DayOf(first); day <= DayOf(last); day++)
            {
                _days.Add((client.Client, day));
            }
        }
    }

    /// <summary>Whether a client is among them on a UTC day, counted from 1970-01-01.</summary>
    public bool Has(Address client, ushort day) => _always.Contains(client) || _days.Contains((client, day));

    static int DayOf(DateTime time) => (int)(time - DateTime.UnixEpoch).TotalDays;
}
