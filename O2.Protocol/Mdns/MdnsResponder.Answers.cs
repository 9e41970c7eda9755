using System.Net;

namespace O2.Protocol.Mdns;

// How queries are answered (RFC 6762 sections 6 and 7).
public sealed partial class MdnsResponder
{
    private void HandleQuery(LocalTime now, DnsMessage message, IPEndPoint from)
    {
        bool isProbe = message.Authorities.Count > 0;
        var wanted = new HashSet<PublishedRecord>();
        foreach (DnsQuestion question in message.Questions)
        {
            if (isProbe)
                HandleRivalProbe(now, message, question);
            if (!_answerable.TryGetValue(question.Name, out List<PublishedRecord>? records))
                continue;
            foreach (PublishedRecord published in records)
            {
                if (question.Accepts(published.Record.Type))
                    wanted.Add(published);
            }
        }
        foreach (DnsRecord known in message.Answers)
            Suppress(known, wanted, from);
        double spread = _random.NextDouble() * MdnsProtocol.SharedAnswerSpread;
        double wait = message.IsTruncated ? MdnsProtocol.TruncatedQueryWait + _random.NextDouble() / 10 : 0;
        foreach (PublishedRecord published in wanted)
        {
            LocalTime due = now + wait + (published.Record.CacheFlush ? 0 : spread);
            LocalTime earliest = published.Sent + (isProbe ? MdnsProtocol.MinDefenceInterval : MdnsProtocol.MinMulticastInterval);
            published.Plan(due > earliest ? due : earliest, message.IsTruncated ? from : null);
            WakeAt(published.Due);
        }
    }

    // Known answers may come in a later datagram than the question. They drop a plan only when nobody else waits for it; other processes on the asker's
    // machine send from the same address and port, so a plan for a query that was complete is never dropped.
    private void Suppress(DnsRecord known, HashSet<PublishedRecord> wanted, IPEndPoint from)
    {
        if (!_answerable.TryGetValue(known.Name, out List<PublishedRecord>? records))
            return;
        foreach (PublishedRecord published in records)
        {
            if (!published.Record.SaysTheSameAs(known) || known.Ttl < published.Record.Ttl / 2)
                continue;
            wanted.Remove(published);
            if (from.Equals(published.UnfinishedAsker))
                published.Forget();
        }
    }

    private void SendAnnouncement(LocalTime now, Registration registration) =>
        TryWrite(now, [.. registration.Records, .. _addresses, _types[registration.TypeName]], []);

    private void SendAnswers(LocalTime now)
    {
        var answers = new List<PublishedRecord>();
        var additionals = new List<PublishedRecord>();
        foreach (PublishedRecord due in FindDue(now))
        {
            int answerCount = answers.Count, additionalCount = additionals.Count;
            answers.Add(due);
            AddAdditionals(due, additionals);
            if (answerCount == 0 || Fits(answers, additionals))
                continue;
            TryWrite(now, answers[..answerCount], additionals[..additionalCount]);
            answers = [due];
            additionals = [];
            AddAdditionals(due, additionals);
        }
        if (answers.Count > 0)
            TryWrite(now, answers, additionals);
    }

    private List<PublishedRecord> FindDue(LocalTime now)
    {
        var due = new List<PublishedRecord>();
        foreach (List<PublishedRecord> records in _answerable.Values)
        {
            foreach (PublishedRecord published in records)
            {
                if (published.Due <= now)
                    due.Add(published);
            }
        }
        return due;
    }

    // Who asks for a pointer wants the instance next, and who asks for that, the host's addresses (RFC 6763 section 12).
    private void AddAdditionals(PublishedRecord answer, List<PublishedRecord> additionals)
    {
        if (answer.Owner is not { } owner || answer.Record.Type == DnsRecordType.Txt)
            return;
        if (answer.Record.Type == DnsRecordType.Ptr)
            additionals.AddRange([owner.Server, owner.Text]);
        foreach (PublishedRecord address in _addresses)
        {
            if (!additionals.Contains(address))
                additionals.Add(address);
        }
    }

    private bool Fits(List<PublishedRecord> answers, List<PublishedRecord> additionals)
    {
        bool fits = Fill(answers, additionals);
        _writer.FinishResponse();
        return fits;
    }

    private void TryWrite(LocalTime now, List<PublishedRecord> answers, List<PublishedRecord> additionals)
    {
        Fill(answers, additionals);
        _datagrams.Enqueue(_writer.FinishResponse());
        foreach (PublishedRecord published in answers)
            published.MarkSent(now);
        foreach (PublishedRecord published in additionals)
            published.MarkSent(now);
    }

    private bool Fill(List<PublishedRecord> answers, List<PublishedRecord> additionals)
    {
        bool fits = true;
        foreach (PublishedRecord published in answers)
            fits &= _writer.TryAddAnswer(published.Record);
        foreach (PublishedRecord published in additionals)
            fits &= answers.Contains(published) || _writer.TryAddAdditional(published.Record);
        return fits;
    }
}
