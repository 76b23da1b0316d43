using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// One session of OzymanDNS, which carries SSH. Down, each question names how many bytes came before, so its answer has a place. Up, each name has a number:
/// of the bytes before it, or of the names; where it is neither, names are put in the order of time.
/// </summary>
sealed class OzymanDnsSession(Conversation conversation, SessionDraft session)
{
    readonly List<(uint Number, byte[] Data, int Message)> _up = [];
    readonly List<(uint Place, byte[] Data, Transaction Transaction)> _down = [];
    readonly Turns _turns = new(conversation, session);
    bool _isWhole;

    /// <summary>A name that carries bytes up.</summary>
    public void Up(in Transaction transaction, uint number, byte[] data)
    {
        session.Take(transaction);
        _up.Add((number, data, transaction.First));
    }

    /// <summary>A name that asks for bytes from a place on.</summary>
    public void Down(in Transaction transaction, uint place, byte[] data)
    {
        session.Take(transaction);
        _down.Add((place, data, transaction));
    }

    /// <summary>Puts both streams together.</summary>
    public void Finish()
    {
        session.Codec = "base32 up, base64 down";
        _isWhole = _up.Exists(piece => piece.Number == 0) || _down.Exists(piece => piece.Place == 0);
        if (_isWhole)
        {
            session.Up.Stream.BeginsAt(0);
            session.Down.Stream.BeginsAt(0);
        }
        else
        {
            session.Note("middle", Sentence.Of("it begins in the middle: its first bytes are not in the evidence"));
        }
        PlaceUp();
        foreach (var (place, data, transaction) in _down)
        {
            session.Down.Stream.GoesTo(place);
            var fresh = session.Down.Stream.Put(place, data);
            if (fresh > 0)
            {
                _turns.Say(Way.Down, transaction.Answer, data.AsSpan(data.Length - fresh));
            }
            else
            {
                _turns.Poll(transaction.First);
            }
        }
        _turns.End();
    }

    void PlaceUp()
    {
        var pieces = _up.DistinctBy(piece => (piece.Number, Convert.ToHexString(piece.Data))).ToList();
        var ordered = pieces.OrderBy(piece => piece.Number).ToList();
        var sums = ordered.Zip(ordered.Skip(1)).Count(pair => pair.Second.Number == pair.First.Number + pair.First.Data.Length);
        var counts = ordered.Zip(ordered.Skip(1)).Count(pair => pair.Second.Number == pair.First.Number + 1);
        if (sums == 0 && counts == 0 && pieces.Count > 1)
        {
            session.Note("order", Sentence.Of("its names up have no numbers that order them: they are put in the order of time, and what is missing cannot be seen"));
            pieces.ForEach(piece => Say(piece.Message, session.Up.Stream.End, piece.Data));
        }
        else if (sums >= counts)
        {
            ordered.ForEach(piece => Say(piece.Message, piece.Number, piece.Data));
        }
        else
        {
            Count(ordered);
        }
    }

    void Count(List<(uint Number, byte[] Data, int Message)> ordered)
    {
        long next = _isWhole ? 0 : ordered[0].Number;
        foreach (var (number, data, message) in ordered)
        {
            if (number > next)
            {
                session.Up.GapsBesides++;
                session.Up.MissingBesides += (number - next) * (long)WireName.MaxBytes * 5 / 8;
            }
            next = number + 1L;
            Say(message, session.Up.Stream.End, data);
        }
    }

    void Say(int message, long place, byte[] data)
    {
        var fresh = session.Up.Stream.Put(place, data);
        if (fresh > 0)
        {
            _turns.Say(Way.Up, message, data.AsSpan(data.Length - fresh));
        }
    }
}
