namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Tells the order of day and month from the dates of a log that leave it open: a number above 12 is a day; a month of one digit is American, where
/// the month comes first (M/d/yyyy); else that order is taken in which a log runs from day to day, if the other makes it leap over weeks.
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
            if (!MicrosoftStamp.TryRead(log[..next], out var stamp) || !stamp.IsOpen || (stamp.First > 12 && stamp.Second > 12))
            {
                continue;
            }
            hasDayFirst |= stamp.First > 12;
            hasMonthFirst |= stamp.Second > 12;
            hasShort |= stamp.IsSecondShort;
            dayFirst.Move(stamp.Year, stamp.Second, stamp.First);
            monthFirst.Move(stamp.Year, stamp.First, stamp.Second);
        }
        if (hasDayFirst || hasMonthFirst)
        {
            return hasDayFirst && hasMonthFirst ? null : hasDayFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;
        }
        if (hasShort)
        {
            return DateOrder.MonthFirst;
        }
        return dayFirst.IsBroken == monthFirst.IsBroken ? null : monthFirst.IsBroken ? DateOrder.DayFirst : DateOrder.MonthFirst;
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
