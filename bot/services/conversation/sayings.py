"""What people say without asking anything, in English, Spanish, Portuguese, Hindi and Chinese.

Hindi also in Latin letters. What is a word of a question, too, is left out: `para` ends nothing in
Spanish, it means "for", and `legal` praises in Portuguese what an English question asks about.
"""

from enum import StrEnum


class Smalltalk(StrEnum):
    """What somebody says without asking anything."""

    HELLO = "hello"
    THANKS = "thanks"
    WHO = "who are you"
    CHAT = "chat"
    """A laugh, a nod, praise, a goodbye, or signs alone: it says something of what was said."""
    HELP = "help"
    STOP = "stop"
    FORGET = "forget me"
    PERSON = "a person"
    """Somebody wants to be answered by a person."""


WHOLE = {
    Smalltalk.HELP: """
        help, help me, what can you do, how does this work, start
        ayuda, ayúdame, ayudame, qué puedes hacer, que puedes hacer, qué sabes hacer
        que sabes hacer, cómo funciona esto, como funciona esto, empezar, comenzar
        ajuda, me ajuda, me ajude, o que você faz, o que voce faz, o que você pode fazer
        o que voce pode fazer, o que você sabe fazer, como isso funciona, começar
        मदद, मेरी मदद करो, मेरी मदद करें, मेरी मदद कीजिए, सहायता, आप क्या कर सकते हैं
        तुम क्या कर सकते हो, यह कैसे काम करता है, शुरू, शुरू करें
        madad, meri madad karo, meri madad karen, sahayata, aap kya kar sakte hain
        aap kya kar sakte ho, tum kya kar sakte ho, yeh kaise kaam karta hai, shuru
        帮助, 帮帮我, 帮我, 你能做什么, 你会做什么, 你可以做什么, 怎么用, 如何使用, 开始, 幫助
    """,
    Smalltalk.STOP: """
        stop, unsubscribe, leave me alone, quit
        detente, déjame en paz, dejame en paz, no me escribas más, no me escribas mas
        cancelar suscripción, cancelar suscripcion, darme de baja
        pare, parar, sair, me deixe em paz, me deixa em paz, não me escreva mais
        nao me escreva mais, cancelar inscrição, cancelar inscricao
        रुको, रुकिए, रुकें, बंद करो, बंद करें, बंद कीजिए, मुझे अकेला छोड़ दो, मुझे मैसेज मत करो
        ruko, rukiye, band karo, band karen, band kijiye, mujhe message mat karo
        停, 停止, 停下, 退订, 取消订阅, 别发了, 不要再发了, 别再给我发消息
    """,
    Smalltalk.FORGET: """
        forget me, forget about me, delete my data, delete me
        olvídame, olvidame, olvídate de mí, olvidate de mi, borra mis datos, elimina mis datos
        bórrame, borrame
        me esqueça, me esqueca, me esquece, esqueça de mim, esqueca de mim, apague meus dados
        apaga meus dados, exclua meus dados, me apague
        मुझे भूल जाओ, मुझे भूल जाएं, मुझे भूल जाइए, मेरा डेटा हटाओ, मेरा डेटा हटाएं, मेरा डेटा मिटाओ
        mujhe bhool jao, mujhe bhul jao, mera data hatao, mera data mitao, mera data delete karo
        忘记我, 忘了我, 忘掉我, 删除我的数据, 删除我的资料, 删除我的信息
    """,
    Smalltalk.PERSON: """
        human, a human, real human, person, real person, a real person, live person, live agent
        agent, operator, moderator, a moderator, mod, moderators, mods
        humano, persona, persona real, una persona, moderador, moderadora, un moderador, agente
        pessoa, pessoa real, uma pessoa, um humano, um moderador, atendente
        इंसान, मॉडरेटर, insaan, insan
        人工, 真人, 客服, 人工客服, 管理员, 版主
    """,
}
"""Whole messages only: `help me with h1b` is a question."""

PARTS = {
    Smalltalk.PERSON: """
        talk to a human, talk to human, talk to a person, talk to a real person, talk to someone
        talk to somebody, talk to a mod, talk to a moderator, talk to the mods, talk to an agent
        talk to the moderators, talk to moderators, talk with a human, talk with a person
        speak to a human, speak to a person, speak to a real person, speak to someone
        speak to a moderator, speak with a human, speak with a person, speak to an agent
        chat with a human, chat with a person, chat with a moderator, ask a human, ask a person
        ask a moderator, ask the moderators, ask the mods, contact a moderator, contact a human
        contact the moderators, contact a person, contact the mods, get me a human, get a human
        connect me to a human, connect me with a human, connect me to a person
        i want to talk to a human, i want to talk to a person, i want to talk to a real person
        i want to talk to someone, i want to talk to a moderator, i want to speak to a human
        i want to speak to a person, i want a human, i want a person, i want a moderator
        i need a human, i need a person, i need a moderator, i need to talk to a human
        i need to talk to a person, i need to talk to someone, i need to talk to a moderator
        i would like to talk to a human, i would like to talk to a person
        i d like to talk to a human, i d like to talk to a person
        can i talk to a human, can i talk to a person, can i talk to a real person
        can i talk to someone, can i talk to a moderator, can i speak to a human
        can i speak to a person, can i speak to a moderator, can i ask a person, can i ask a human
        could i talk to a human, could i talk to a person, let me talk to a human
        let me talk to a person, human please, a human please, real human please, person please
        real person please, a real person please, moderator please, a moderator please, mod please
        mods please, agent please, live agent please, operator please, is there a human here
        is there a moderator here, are there any moderators, any mods here, call a moderator
        hablar con una persona, hablar con un humano, hablar con alguien, hablar con un moderador
        hablar con una persona real, hablar con moderación, hablar con moderacion
        hablar con un agente, quiero hablar con una persona, quiero hablar con un humano
        quiero hablar con alguien, quiero hablar con un moderador
        quiero hablar con una persona real, necesito hablar con una persona
        necesito hablar con un humano, necesito hablar con alguien
        necesito un humano, necesito una persona, puedo hablar con una persona
        puedo hablar con un humano, puedo hablar con alguien, puedo hablar con un moderador
        preguntar a una persona, preguntarle a una persona, una persona por favor
        un humano por favor, un moderador por favor, moderador por favor, moderadores por favor
        humano por favor, persona por favor, agente por favor, contactar a un moderador
        falar com uma pessoa, falar com um humano, falar com alguém, falar com alguem
        falar com um moderador, falar com a moderação, falar com a moderacao, falar com um atendente
        falar com uma pessoa real, quero falar com uma pessoa, quero falar com um humano
        quero falar com alguém, quero falar com alguem, quero falar com um moderador
        quero falar com um atendente, preciso falar com uma pessoa, preciso falar com um humano
        preciso falar com alguém, preciso falar com alguem, preciso falar com um moderador
        posso falar com uma pessoa, posso falar com um humano, posso falar com alguém
        posso falar com alguem, posso falar com um moderador, perguntar a uma pessoa
        perguntar para uma pessoa, um humano por favor, uma pessoa por favor, pessoa por favor
        um moderador por favor, atendente por favor
        इंसान से बात करनी है, किसी इंसान से बात करनी है, मुझे किसी इंसान से बात करनी है
        मुझे इंसान से बात करनी है, इंसान से बात कराओ, किसी से बात करनी है, मुझे किसी से बात करनी है
        मॉडरेटर से बात करनी है, मुझे मॉडरेटर से बात करनी है, इंसान से बात करें, इंसान से पूछो
        किसी इंसान से पूछो, मॉडरेटर से पूछो, मॉडरेटर को बुलाओ, कृपया मॉडरेटर
        insaan se baat karni hai, kisi insaan se baat karni hai, mujhe insaan se baat karni hai
        mujhe kisi insaan se baat karni hai, insan se baat karni hai, kisi se baat karni hai
        mujhe kisi se baat karni hai, moderator se baat karni hai
        mujhe moderator se baat karni hai, insaan se baat karao, moderator ko bulao
        转人工, 人工服务, 找人工, 我要人工, 我要找人工, 找真人, 我要找真人, 和真人说话, 跟真人说话
        和真人聊, 跟真人聊, 我想和真人说话, 我想跟真人说话, 我想和人说话, 我想跟人说话
        我要和真人说话, 我要跟真人说话, 问真人, 请问真人, 找管理员, 我要找管理员, 联系管理员
        叫管理员, 问管理员, 请找管理员, 请管理员来, 管理员在吗, 有管理员吗, 版主在吗, 找版主
        我想找管理员, 能找真人吗, 可以找真人吗, 可以转人工吗, 能转人工吗, 轉人工, 真人客服
    """,
    Smalltalk.WHO: """
        who are you, who are u, who r u, what are you, are you a bot, are you bot
        are you an ai, are you ai, are you human, are you a human, are you real
        are you a real person, are you a person, are you a robot, are you chatgpt
        are you gpt, r u a bot, is this a bot, is this ai, is this an ai
        what is your name, what's your name, whats your name, who made you
        who built you, who created you
        quién eres, quien eres, qué eres, que eres, eres un bot, eres bot, eres un robot
        eres humano, eres real, eres una ia, eres una persona, cómo te llamas, como te llamas
        quién te hizo, quien te hizo
        quem é você, quem e voce, quem é vc, você é um bot, voce e um bot, vc é um bot
        você é um robô, voce e um robo, você é humano, você é real, você é uma ia
        qual é o seu nome, qual seu nome, quem te criou, quem te fez
        आप कौन हैं, आप कौन हो, तुम कौन हो, क्या आप बॉट हैं, क्या तुम बॉट हो, क्या आप इंसान हैं
        आपका नाम क्या है, तुम्हारा नाम क्या है
        aap kaun hain, aap kaun ho, tum kaun ho, kya aap bot hain, kya tum bot ho
        aapka naam kya hai, tumhara naam kya hai
        你是谁, 您是谁, 你是机器人吗, 你是人吗, 你是真人吗, 你是ai吗
        你叫什么, 你叫什么名字, 谁做的你
    """,
    Smalltalk.THANKS: """
        thanks, thank you, thx, ty, many thanks, thank you very much
        gracias, muchas gracias, mil gracias, muchísimas gracias, muchisimas gracias
        obrigado, obrigada, muito obrigado, muito obrigada, valeu, obg
        धन्यवाद, बहुत धन्यवाद, बहुत बहुत धन्यवाद, शुक्रिया, बहुत शुक्रिया, आभार
        dhanyavad, dhanyavaad, dhanyawad, dhanyawaad, bahut dhanyavad, shukriya, bahut shukriya
        谢谢, 谢谢你, 谢谢您, 谢谢了, 非常感谢, 多谢, 感谢, 謝謝
        tysm, tks, thnx, thank u, thanks again, cheers, appreciate it, much appreciated
        i appreciate it, good bot, great bot, nice bot, best bot, love this bot, i love this bot
        i love you, love you, love it, i love it, you are the best, you're the best, you rock
        well done, good job, great job, nice job, nice work, great work, good work
        te quiero, eres el mejor, buen bot, buen trabajo, bien hecho, te lo agradezco
        bom bot, ótimo bot, bom trabalho, muito bem, você é o melhor, agradeço, grato, grata
        अच्छा बॉट, शाबाश, बहुत बढ़िया, shabash, bahut badhiya, bahut accha
        好机器人, 干得好, 做得好, 太谢谢了, 辛苦了, 爱你
    """,
    Smalltalk.HELLO: """
        hello, hi, hey, hi there, good morning, good evening
        hola, hola a todos, buenas, buenos días, buenos dias, buenas tardes, buenas noches, qué tal
        olá, oi, oi tudo bem, bom dia, boa tarde, boa noite
        नमस्ते, नमस्कार, हैलो, हेलो, प्रणाम, namaste, namaskar, namaskaram, pranam
        你好, 您好, 你们好, 大家好, 嗨, 哈喽, 早上好, 下午好, 晚上好
        yo, sup, what's up, whats up, wassup, howdy, greetings, gm, morning, good afternoon
        how are you, how are u, how r u, how's it going, hows it going, hello there, good day
        cómo estás, como estas, qué pasa, que pasa, qué onda, que onda, buen día, buen dia
        tudo bem, tudo bom, como vai, e aí, e ai, opa
        आप कैसे हैं, कैसे हो, क्या हाल है, सुप्रभात, kaise ho, aap kaise hain, kya haal hai
        你好吗, 早, 早安, 最近怎么样
    """,
    Smalltalk.CHAT: """
        haha, lol, lmao, rofl, xd, hm, hmm, huh, oh, ah, aha, wow, whoa, omg, wtf, damn, oops, bruh
        bro, dude, man, gg, np, nvm, idk, ikr, fr, k, kk, ok, okay, okey, oki, ok cool, alright
        all right, right, sure, yes, yep, yeah, yup, ya, no, nope, nah, nice, nice one, cool, great
        good, awesome, amazing, excellent, perfect, neat, sweet, fantastic, wonderful, interesting
        impressive, really, seriously, for real, got it, gotcha, i see, makes sense, fair enough
        understood, i understand, noted, good to know, sounds good, that works, works for me
        no problem, no worries, never mind, nevermind, forget it, my bad, sorry, i am sorry
        test, testing, ping, pong, bad bot, stupid bot, dumb bot, bye, bye bye, goodbye, see you
        see ya, cya, ttyl, gn, good night, take care, have a nice day, welcome back, congrats
        vale, genial, perfecto, perfecta, entendido, entiendo, ya veo, de acuerdo, claro, sí, si
        bueno, bien, muy bien, qué bien, que bien, buenísimo, excelente, increíble, increible
        chévere, chevere, guay, de nada, lo siento, perdón, perdon, adiós, adios, chao, chau
        hasta luego, nos vemos, listo, dale, mal bot
        beleza, blz, perfeito, entendi, tá bom, ta bom, tá, certo, sim, não, nao, ótimo, otimo
        que legal, muito legal, massa, que massa, show de bola, incrível, incrivel, valeu mesmo
        desculpa, desculpe, tchau, até logo, ate logo, até mais, ate mais, fechado
        ठीक है, ठीक, अच्छा, बढ़िया, वाह, समझ गया, समझ गई, समझ गए, हाँ, हां, नहीं, सही है, मस्त, माफ़ करना
        अलविदा, फिर मिलेंगे, शुभ रात्रि, हाहा
        theek hai, thik hai, theek, accha, acha, achha, badhiya, wah, waah, samajh gaya, samajh gayi
        haan, han ji, haan ji, nahi, nahin, sahi hai, mast, alvida, phir milenge
        哈, 哈哈, 呵呵, 嘿嘿, 嘻嘻, 好的, 好, 好吧, 好呀, 行, 嗯, 嗯嗯, 哦, 噢, 喔
        哇, 可以, 明白, 明白了, 知道了, 懂了, 了解, 收到, 厉害, 太棒了, 真棒, 太好了, 不错
        很好, 牛, 牛逼, 是的, 对, 不是, 没事, 没关系, 不客气, 对不起, 抱歉, 再见, 拜拜
        晚安, 笑死, 有意思
    """,
}
"""Whole messages, or one after another: `ok thanks`, `haha nice`. The first kind names them all."""

FILLERS = """
    so, so much, very, very much, much, a lot, too, just, then, again, you, u, man, bro, dude, bot
    almanac, friend, friends, buddy, mate, sir, all, everyone, everybody, guys, team, folks, there
    well, that is, that's, thats, it is, it's, its, this is, that was, what a, please
    for that, for this, for your help, for the help, for the info, for the answer
    muy, mucho, todos, a todos, amigo, amiga, entonces, pues, por todo, por la ayuda
    muito, mesmo, gente, amigo, amiga, então, entao, pela ajuda, por tudo
    बहुत, जी, भाई, यार, bahut, ji, bhai, yaar
    了, 啊, 呀, 吧, 啦, 太, 真, 很, 都, 你, 您, 的, 帮忙
"""
"""What may stand between them, and says nothing by itself."""
