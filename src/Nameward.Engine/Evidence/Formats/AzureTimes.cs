using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The times of Log Analytics: ISO 8601 where a program fetched them. What the Azure portal exports is written as the browser of whoever exported it writes dates
/// (<c>11/21/2026, 9:14:02.123 AM</c>), under a column whose name tells the zone: <c>TimeGenerated [UTC]</c>, or <c>[Local Time]</c> where the portal showed that.
/// </summary>
static class AzureTimes
{
    /// <summary>The field of a time in the zone of whoever exported it.</summary>
    public const LogField LocalTime = LogField.Eighth;

    /// <summary>The time of a record.</summary>
    /// <param name="fields">Its fields.</param>
    /// <param name="order">Which number comes first in dates that leave it open; null where nobody has said it.</param>
    public static LogStamp StampOf(FieldValues fields, DateOrder? order)
    {
        var isLocal = fields.Has(LocalTime) && !fields.Has(LogField.Time);
        var text = fields[isLocal ? LocalTime : LogField.Time];
        if (text is [_, _, _, _, (byte)'-', ..] || !MicrosoftStamp.TryReadWhole(text, out var stamp))
        {
            return isLocal ? LogStamp.Iso(text) : LogStamp.Iso(text).AsUtc();
        }
        return stamp.ToLocal(order, out var because) is not { } time ? LogStamp.Unreadable(because)
            : isLocal ? LogStamp.Local(time) : LogStamp.Utc(DateTime.SpecifyKind(time, DateTimeKind.Utc));
    }
}
