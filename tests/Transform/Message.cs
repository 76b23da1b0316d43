using Nameward.Engine.Observations;

namespace Nameward.Transform;

/// <summary>One DNS message, kept out of the batch that it came in.</summary>
/// <param name="Row">What the evidence shows of it; its slices and hashes mean nothing outside its batch.</param>
/// <param name="Name">The question's name in wire form, case kept.</param>
/// <param name="Answers">The records of the response, read with <see cref="ResourceRecords"/>.</param>
sealed record Message(DnsMessage Row, byte[] Name, byte[] Answers)
{
    /// <summary>When it was seen, UTC.</summary>
    public DateTime Time => Row.Time;

    /// <summary>Whether it is a query: each message is one side.</summary>
    public bool IsQuery => Row.Sides == Sides.Query;

    /// <summary>Whether it is a response with its records, were there any: logs of many servers tell no more than that one was given.</summary>
    public bool IsShownResponse => !IsQuery && Row.ShowsAnswers;

    /// <summary>Which hosts it went between, whichever way.</summary>
    public (Address Client, Address Server) Leg => (Row.Client.Address, Row.Server.Address);

    /// <summary>The same message at another time.</summary>
    public Message At(DateTime time) => this with { Row = Row with { Time = time } };

    /// <summary>The same message between hosts of other addresses.</summary>
    public Message Between(Func<Address, Address> other) =>
        this with { Row = Row with { Client = Row.Client with { Address = other(Row.Client.Address) }, Server = Row.Server with { Address = other(Row.Server.Address) } } };
}
