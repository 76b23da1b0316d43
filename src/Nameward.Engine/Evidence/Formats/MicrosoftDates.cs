namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Tells the order of day and month from the dates of a log that leave it open. A number above 12 is a day. Else that order is taken in which the log
/// runs from day to day, if it leaps over weeks in the other. Else a number of one digit behind a slash is an American day, as in 3/4/2026: elsewhere
/// months have two digits, or the day stands behind dots or dashes.
/// </summary>
static class MicrosoftDates
{
    /// <summary>Days that a log may be silent; a date read in the wrong order leaps over 28 or more.</summary>
    const int LongestSilence = 14;

    /// <summary>The order that the dates at the starts of lines show; null where they leave it open or contradict each other.</summary>
    public static DateOrder? OrderOf(ReadOnlySpan<byte> log)
    {
        bool hasDayFirst = false, hasMonthFirst = false, hasShort = false;
        Runner dayFirst = new(), monthFirst = new();
        for (var next = 0; !log.IsEmpty; log = log[next..])
        {
            var end = log.IndexOf((byte)'\n');
            next = end < 0 ? log.Length : end + 1;
            if (!MicrosoftStamp.TryRead(log[..next], out var stamp) || !stamp.IsOpen)
            {
                continue;
            }
            hasDayFirst |= stamp.Shown == DateOrder.DayFirst;
            hasMonthFirst |= stamp.Shown == DateOrder.MonthFirst;
            hasShort |= stamp.IsSecondShort;
            dayFirst.Move(stamp.Year, stamp.Second, stamp.First);
            monthFirst.Move(stamp.Year, stamp.First, stamp.Second);
        }
        if (hasDayFirst || hasMonthFirst)
        {
            return hasDayFirst && hasMonthFirst ? null : hasDayFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;
        }
        if (dayFirst.IsBroken != monthFirst.IsBroken)
        {
            return monthFirst.IsBroken ? DateOrder.DayFirst : DateOrder.MonthFirst;
        }
        return hasShort ? DateOrder.MonthFirst : null;
    }

    /// <summary>The days of a log in one of the two orders.</summary>
    struct Runner
    {
        int _day;

        /// <summary>Whether the log leaps in this order. A step back of a day is none: threads write past each other at midnight.</summary>
        public bool IsBroken { get; private set; }

        public void Move(int year, int month, int day)
        {
            if (MicrosoftStamp.IsNoDate(year, month, day))
            {
                IsBroken = true;
                return;
            }
            var number = new DateOnly(year, month, day).DayNumber;
            IsBroken |= _day > 0 && number - _day is < -1 or > LongestSilence;
            _day = number;
        }
    }
}
