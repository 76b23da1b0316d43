using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Tickets;

/// <summary>How a file of change requests is read.</summary>
public sealed record TicketReading
{
    /// <summary>The file as a mistake names it: <c>--tickets changes.csv</c>.</summary>
    public required string Name { get; init; }
    /// <summary>The file as the user named it.</summary>
    public required string File { get; init; }
    /// <summary>The product that exported it; null to tell it from the columns.</summary>
    public TicketLayout? Layout { get; init; }
    /// <summary>Zone of times that name none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    /// <summary>Which number comes first in dates that leave it open; null to tell it from the file.</summary>
    public DateOrder? Dates { get; init; }
    /// <summary>What the site calls its columns, before what products call theirs.</summary>
    public ImmutableDictionary<TicketColumn, string> Columns { get; init; } = ImmutableDictionary<TicketColumn, string>.Empty;
}

/// <summary>Reads change requests from a file of the user's: an export of ServiceNow or Jira, or any table with a number, a text and a window.</summary>
public static class TicketFile
{
    /// <summary>Larger files are no export of change requests.</summary>
    public const int MostBytes = 64 << 20;

    const int MostTickets = 200_000, MostMistakes = 10, MostShown = 60;

    /// <summary>The tickets of a file.</summary>
    /// <exception cref="UserError">It is no table, columns are missing, or times cannot be read: all of it, the first ten in words.</exception>
    public static TicketBook Read(byte[] file, TicketReading reading)
    {
        var table = TicketTable.Read(file) ?? throw new UserError($"{reading.Name}: neither CSV with a header nor JSON", null, "export the change requests as CSV or JSON (docs/changes.md)");
        if (table.Rows.Count > MostTickets)
        {
            throw new UserError(string.Create(CultureInfo.InvariantCulture, $"{reading.Name}: {table.Rows.Count} tickets"), null, "export the change requests of the time of the evidence alone");
        }
        var columns = new Columns(table.Headers, reading);
        columns.Require();
        var dates = TicketDates.Of([.. table.Rows.SelectMany(columns.Times)], [.. table.Rows.Select(columns.Span).OfType<(string, string)>()], reading.Dates);
        var mistakes = new List<Mistake>();
        var tickets = table.Rows.Select(row => Read(row, columns, dates, table.IsJson, mistakes)).OfType<Ticket>().ToImmutableArray();
        if (mistakes.Count > 0)
        {
            throw new UserError([.. mistakes.Take(MostMistakes), .. mistakes.Skip(MostMistakes).Take(1).Select(_ => new Mistake(string.Create(CultureInfo.InvariantCulture, $"{reading.Name}: {mistakes.Count - MostMistakes} more mistakes like these"), null, null))]);
        }
        return new()
        {
            File = HostileText.Text(reading.File),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            Tickets = tickets,
            Layout = reading.Layout ?? TicketColumns.LayoutOf(table.Headers),
            Zone = reading.Zone.Id,
            Notes = [.. Notes(tickets, dates, reading.Zone)],
        };
    }

    static Ticket? Read(TicketRow row, Columns columns, TicketDates dates, bool isJson, List<Mistake> mistakes)
    {
        var number = columns.One(row, TicketColumn.Number);
        if (number.Length == 0)
        {
            if (columns.All(row, TicketColumn.Summary).Any())
            {
                mistakes.Add(new($"{columns.Place(row, isJson)}: a ticket without a number", null, "take the line out, or give it its number"));
            }
            return null;
        }
        var window = Window(row, columns, dates, isJson, mistakes);
        string[] states = [columns.One(row, TicketColumn.Approval), columns.One(row, TicketColumn.State), columns.One(row, TicketColumn.Resolution)];
        return new()
        {
            Number = HostileText.Text(number),
            Line = row.Place,
            Summary = HostileText.Text(columns.One(row, TicketColumn.Summary)),
            Texts = [.. columns.All(row, TicketColumn.Object).Concat(columns.All(row, TicketColumn.Summary)).Concat(columns.All(row, TicketColumn.Description)).Select(text => HostileText.Text(text))],
            From = window.From,
            To = window.To,
            IsWindowOfWork = window.IsOfWork,
            Approval = TicketState.Of(states[0], states[1], states[2]),
            State = HostileText.Text(string.Join(", ", states.Take(2).Where(state => state.Length > 0).Distinct())),
        };
    }

    /// <summary>The planned window; where the file plans none, from when the ticket was made to when it was resolved. One side alone is no window.</summary>
    static TicketWindow Window(TicketRow row, Columns columns, TicketDates dates, bool isJson, List<Mistake> mistakes)
    {
        var zone = columns.Reading.Zone;
        var isOfWork = columns.IsOfWork;
        var (startColumn, endColumn) = isOfWork ? (TicketColumn.Created, TicketColumn.Resolved) : (TicketColumn.Start, TicketColumn.End);
        var start = Time(row, startColumn);
        var end = Time(row, endColumn);
        if (start is null || end is null)
        {
            return default;
        }
        var (from, to) = (start.Value.Begin(zone), end.Value.End(zone));
        if (to < from)
        {
            mistakes.Add(new($"{columns.Place(row, isJson)}: {Shown(columns.One(row, endColumn))} lies before {Shown(columns.One(row, startColumn))}", null, "correct the window, or say --date-order day-first or month-first"));
            return default;
        }
        return new(from, to, isOfWork);

        WrittenTime? Time(TicketRow row, TicketColumn column)
        {
            var text = columns.One(row, column);
            var time = text.Length == 0 ? null : dates.Read(text);
            if (text.Length > 0 && time is null)
            {
                mistakes.Add(new($"{columns.Place(row, isJson)}: {Shown(text)} is no time", null, "write it as 2026-11-20 10:00:00"));
            }
            return time;
        }
    }

    static IEnumerable<Sentence> Notes(ImmutableArray<Ticket> tickets, TicketDates dates, TimeZoneInfo zone)
    {
        yield return Sentence.Of($"times of tickets that name no zone are taken as {zone.Id}");
        if (dates.IsOpen)
        {
            yield return Sentence.Of("dates of the tickets leave open which number is the day: the day is taken first; --date-order says otherwise");
        }
        if (tickets.Count(ticket => ticket.From is null) is > 0 and var without)
        {
            yield return Sentence.Of($"{Counted(without)} no window and {(without == 1 ? "approves" : "approve")} nothing");
        }
        if (tickets.Any(ticket => ticket.IsWindowOfWork))
        {
            yield return Sentence.Of("the tickets plan no window: from when each was created to when it was resolved is taken for it");
        }
        foreach (var state in tickets.Where(ticket => ticket.Approval == TicketApproval.NotKnown).GroupBy(ticket => ticket.State).OrderBy(state => state.Key).Take(5))
        {
            yield return Sentence.Of($"\"{state.Key}\" is no state that is known to be approved: {Counted(state.Count())} it and {(state.Count() == 1 ? "approves" : "approve")} nothing");
        }
    }

    static string Counted(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "ticket has" : "tickets have")}");

    static string Shown(string text) => text.Length <= MostShown ? $"\"{text}\"" : $"\"{text[..MostShown]}...\"";

    readonly record struct TicketWindow(DateTime? From, DateTime? To, bool IsOfWork);

    /// <summary>Which columns hold what.</summary>
    sealed class Columns
    {
        readonly ILookup<TicketColumn, int> _columns;
        readonly IReadOnlyList<string> _headers;

        public Columns(IReadOnlyList<string> headers, TicketReading reading)
        {
            (_headers, Reading) = (headers, reading);
            _columns = headers.Select((header, index) => (Meaning: MeaningOf(header), index)).Where(column => column.Meaning is not null)
                .OrderBy(column => column.Meaning!.Value.Rank).ThenBy(column => column.index).ToLookup(column => column.Meaning!.Value.Column, column => column.index);
        }

        public TicketReading Reading { get; }

        public bool Has(TicketColumn column) => _columns.Contains(column);

        public void Require()
        {
            var there = string.Join(", ", _headers.Distinct().Take(12));
            var mistakes = Reading.Columns.Where(own => !_headers.Any(header => IsSame(header, own.Value))).OrderBy(own => own.Key)
                .Select(own => new Mistake($"{Reading.Name}: there is no column {Shown(own.Value)}", $"columns there: {there}", "name one of them")).ToList();
            if (!Has(TicketColumn.Number))
            {
                mistakes.Add(new($"{Reading.Name}: no column holds the number of a ticket", $"columns there: {there}", "export Number (ServiceNow) or Issue key (Jira), or name the column: tickets.columns.number in the site file"));
            }
            if (!Has(TicketColumn.Object) && !Has(TicketColumn.Summary) && !Has(TicketColumn.Description))
            {
                mistakes.Add(new($"{Reading.Name}: no column says what is changed", $"columns there: {there}", "export Configuration item, Short description or Summary, or name the column: tickets.columns.object in the site file"));
            }
            if (mistakes.Count > 0)
            {
                throw new UserError([.. mistakes]);
            }
        }

        /// <summary>The first cell that is not empty.</summary>
        public string One(TicketRow row, TicketColumn column) => All(row, column).FirstOrDefault("");

        /// <summary>Every cell that is not empty.</summary>
        public IEnumerable<string> All(TicketRow row, TicketColumn column) => _columns[column].Select(index => row.Cells[index].Trim()).Where(text => text.Length > 0);

        /// <summary>The times of a ticket that count.</summary>
        public IEnumerable<string> Times(TicketRow row) => ((string[])[From(row), To(row)]).Where(text => text.Length > 0);

        /// <summary>Begin and end as they are written; null where one of them is not.</summary>
        public (string From, string To)? Span(TicketRow row) => From(row).Length > 0 && To(row).Length > 0 ? (From(row), To(row)) : null;

        /// <summary>Whether no column plans a window, so that what was done counts.</summary>
        public bool IsOfWork => !Has(TicketColumn.Start) && !Has(TicketColumn.End);

        string From(TicketRow row) => One(row, IsOfWork ? TicketColumn.Created : TicketColumn.Start);

        string To(TicketRow row) => One(row, IsOfWork ? TicketColumn.Resolved : TicketColumn.End);

        public string Place(TicketRow row, bool isJson) => string.Create(CultureInfo.InvariantCulture, $"{Reading.Name}: {(isJson ? "ticket" : "line")} {row.Place}");

        (TicketColumn Column, int Rank)? MeaningOf(string header)
        {
            foreach (var own in Reading.Columns)
            {
                if (IsSame(header, own.Value))
                {
                    return (own.Key, -1);
                }
            }
            return TicketColumns.Of(header);
        }

        static bool IsSame(string header, string own) => TicketColumns.Plain(header) == TicketColumns.Plain(own);
    }
}
