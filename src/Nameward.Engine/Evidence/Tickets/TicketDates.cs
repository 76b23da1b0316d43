using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Tickets;

/// <summary>
/// Times of a file of change requests, which are written as its user likes them: <c>2026-11-20 10:00:00</c>, <c>20-11-2026</c>, <c>11/20/2026 10:00 AM</c>, <c>30/Oct/26 5:00 PM</c>,
/// <c>22-Jun-2025 10:00:00</c>. Which of two numbers is the day is told from all of them together: a number over 12 is none of a month.
/// </summary>
sealed class TicketDates
{
    /// <summary>Years outside these are of no ticket.</summary>
    const int FirstYear = 1970, LastYear = 2200;

    /// <summary>Dates that are of one meaning; with dots the day is first everywhere.</summary>
    static readonly string[] Plain =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d.M.yyyy", "d.M.yy", "d-MMM-yyyy", "d-MMM-yy", "d/MMM/yyyy", "d/MMM/yy", "d MMM yyyy", "d. MMM yyyy", "MMM d, yyyy"];

    static readonly string[] DayFirst = ["d/M/yyyy", "d/M/yy", "d-M-yyyy", "d-M-yy"];

    static readonly string[] MonthFirst = ["M/d/yyyy", "M/d/yy", "M-d-yyyy", "M-d-yy"];

    static readonly string[] Clocks = ["", " H:mm", " H:mm:ss.f", " h:mm tt", " h:mm:ss tt", ", H:mm", ", h:mm tt", "TH:mm:ss.f", "TH:mm:ss.fz", " H:mm:ss.fz", " H:mm:ss.f z", " H:mm z"];

    static readonly ImmutableArray<Form> PlainForms = Forms(Plain), DayFirstForms = Forms(DayFirst), MonthFirstForms = Forms(MonthFirst);

    /// <summary>Months by their short names elsewhere than in English: German, French, Spanish, Portuguese (CLDR), as far as they differ.</summary>
    static readonly FrozenDictionary<string, string> Months =
        ("jän=jan ene=jan janv=jan févr=feb fev=feb mär=mar märz=mar mrz=mar mars=mar avr=apr abr=apr mai=may juin=jun juni=jun juil=jul juli=jul août=aug ago=aug set=sep sept=sep okt=oct out=oct"
        + " dez=dec dic=dec déc=dec").Split(' ').Select(month => month.Split('=')).ToFrozenDictionary(month => month[0], month => month[1], StringComparer.Ordinal);

    readonly ImmutableArray<Form> _forms;

    TicketDates(DateOrder order, ImmutableArray<Form> ambiguous, bool isOpen) => (Order, _forms, IsOpen) = (order, [.. PlainForms, .. ambiguous], isOpen);

    /// <summary>Which number comes first where that is not plain.</summary>
    public DateOrder Order { get; }

    /// <summary>Whether nothing in the file says which number is the day, though some dates leave it open.</summary>
    public bool IsOpen { get; }

    /// <summary>Tells from all times of a file which number is the day.</summary>
    /// <param name="cells">Every time.</param>
    /// <param name="spans">Begin and end that belong together: under the right order none ends before it begins.</param>
    /// <param name="given">What the user says; null to tell it.</param>
    public static TicketDates Of(IReadOnlyCollection<string> cells, IReadOnlyCollection<(string From, string To)> spans, DateOrder? given)
    {
        TicketDates day = new(DateOrder.DayFirst, DayFirstForms, false), month = new(DateOrder.MonthFirst, MonthFirstForms, false);
        if (given is { } order)
        {
            return order == DateOrder.DayFirst ? day : month;
        }
        var unread = day.Unread(cells).CompareTo(month.Unread(cells));
        var better = unread != 0 ? unread : day.Turned(spans).CompareTo(month.Turned(spans));
        var isOpen = better == 0 && cells.Any(cell => day.Read(cell)?.Local != month.Read(cell)?.Local);
        return better > 0 ? month : isOpen ? new(DateOrder.DayFirst, DayFirstForms, true) : day;
    }

    /// <summary>A time as it stands there; null where it is none.</summary>
    public WrittenTime? Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(English(text));
        foreach (var form in _forms)
        {
            if (form.Layout.TryRead(bytes, out var time, out var isUtc) && time.Year is >= FirstYear and <= LastYear)
            {
                return new(time, isUtc, form.IsDay);
            }
        }
        return null;
    }

    int Unread(IEnumerable<string> cells) => cells.Count(cell => Read(cell) is null);

    int Turned(IEnumerable<(string From, string To)> spans) => spans.Count(span => Read(span.From) is { } from && Read(span.To) is { } to && to.Local < from.Local);

    /// <summary>The same with the name of its month and the half of its day as they are in English.</summary>
    static string English(string text)
    {
        text = text.Trim().Replace('\u202F', ' ').Replace('\u00A0', ' ');
        if (text.All(c => c < 0x80 && !char.IsAsciiLetter(c)))
        {
            return text;
        }
        text = text.Replace("a. m.", "AM", StringComparison.OrdinalIgnoreCase).Replace("p. m.", "PM", StringComparison.OrdinalIgnoreCase)
            .Replace("a.m.", "AM", StringComparison.OrdinalIgnoreCase).Replace("p.m.", "PM", StringComparison.OrdinalIgnoreCase);
        var start = 0;
        while (start < text.Length && (!char.IsLetter(text[start]) || text[start] == 'T'))
        {
            start++;
        }
        var end = start;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }
        return Months.TryGetValue(text[start..end].ToLowerInvariant(), out var month)
            ? text[..start] + month + text[(end < text.Length && text[end] == '.' ? end + 1 : end)..] : text;
    }

    static ImmutableArray<Form> Forms(string[] dates) =>
        [.. from date in dates from clock in Clocks select new Form(TimeLayout.Read(date + clock, out var wrong) ?? throw new InvalidOperationException($"{date}{clock} {wrong}"), clock.Length == 0)];

    readonly record struct Form(TimeLayout Layout, bool IsDay);
}

/// <summary>A time of a ticket as it is written.</summary>
/// <param name="Local">On the clocks of its zone.</param>
/// <param name="IsUtc">Whether it names its zone, so that it is of UTC.</param>
/// <param name="IsDay">Whether it is a whole day.</param>
readonly record struct WrittenTime(DateTime Local, bool IsUtc, bool IsDay)
{
    /// <summary>The first instant of it, UTC: of a time that clocks show twice the first, of one that they skip the next.</summary>
    public DateTime Begin(TimeZoneInfo zone) => ToUtc(Local, zone, isEnd: false);

    /// <summary>The last instant of it, UTC: of a day its end.</summary>
    public DateTime End(TimeZoneInfo zone) => ToUtc(IsDay ? Local.AddDays(1).AddSeconds(-1) : Local, zone, isEnd: true);

    DateTime ToUtc(DateTime local, TimeZoneInfo zone, bool isEnd)
    {
        if (IsUtc)
        {
            return DateTime.SpecifyKind(local, DateTimeKind.Utc);
        }
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        var offsets = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local) : [zone.GetUtcOffset(local)];
        var offset = isEnd ? offsets.Min() : offsets.Max();
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
